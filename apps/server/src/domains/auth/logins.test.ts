import { expect, test, vi } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'
import { deviceOf } from './answers.ts'

const { admin, anonymous, make, client, logIn, platform } = await startServer()
const { sql } = platform.database
const DAY = 24 * 3600 * 1000
const session = '/api/auth/session'

/** So many days pass for a user's logins. */
const pass = async ({ id }: { id: string }, days: number) => {
  await sql`update logins set created_at = created_at - make_interval(days => ${days}),
    expires_at = expires_at - make_interval(days => ${days}),
    last_seen_at = last_seen_at - make_interval(days => ${days}) where user_id = ${id}`
  await sql`update users set last_seen_at = last_seen_at - make_interval(days => ${days}) where id = ${id}`
}
const daysFromNow = (time: string) => (Date.parse(time) - Date.now()) / DAY
const endOf = async ({ id }: { id: string }) => {
  const [login] = await sql`select expires_at from logins where user_id = ${id}`
  return daysFromNow(login?.expires_at)
}

test('the cookie lasts as long as any login can: its row decides', async () => {
  const { user } = await make.user()
  const { headers } = await anonymous.post('/api/auth/login', { email: user.email, password: 'Some-pass-1' })
  expect(String(headers['set-cookie'])).toMatch(/Max-Age=2592000;.*HttpOnly/)
})

test.each([
  ['REST', '/api/profile'],
  ['tRPC', '/trpc/users.profile'],
])('who calls by %s every few days stays logged in for 30 days, and no longer', async (_, path) => {
  const { user, client: one } = await make.user()
  for (const [days, left] of [
    [5, 7],
    [5, 7],
    [5, 7],
    [5, 7],
    [5, 5],
  ] as const) {
    await pass(user, days)
    expect((await one.get(path)).status).toBe(200)
    await vi.waitFor(async () => expect(await endOf(user)).toBeCloseTo(left, 1))
    expect(daysFromNow((await one.get(session)).body.expiresAt)).toBeCloseTo(left, 1)
  }
  await pass(user, 5)
  expect((await one.get(path)).status).toBe(401)
})

test('who does not call for a week is logged out', async () => {
  const { user, client: one } = await make.user()
  await one.get(session)
  // Nobody waits for the note that the call makes: here it must not come after the week has passed.
  await vi.waitFor(async () =>
    expect(await sql`select 1 from users where id = ${user.id} and last_seen_at is not null`).toHaveLength(1),
  )
  await pass(user, 7)
  expect((await one.get(session)).status).toBe(401)
})

test('the session tells the new end of a login at once', async () => {
  const { user, client: one } = await make.user()
  await pass(user, 5)
  expect(daysFromNow((await one.get(session)).body.expiresAt)).toBeCloseTo(7, 1)
})

test('when a user was seen and a token was used is noted once an hour, and costs nothing otherwise', async () => {
  const { user, client: one } = await make.user()
  const { body: made } = await one.post('/api/api-tokens', { name: 'ci' })
  const token = client({ authorization: `Bearer ${made.token}` })
  const seen = async () => (await admin.get(`/api/users/${user.id}`)).body.lastSeenAt
  const used = async () => (await one.get('/api/api-tokens')).body.data[0].lastUsedAt
  await vi.waitFor(async () => expect(await seen()).toMatch(/Z$/))
  expect(await used()).toBeNull()
  await token.get('/api/profile')
  await vi.waitFor(async () => expect(await used()).toMatch(/Z$/))
  const [wasSeen, wasUsed] = [await seen(), await used()]

  const sent: string[] = []
  sql.options.debug = (_connection, query) => void sent.push(query)
  for (const who of [one, token]) await who.get('/api/profile')
  sql.options.debug = false
  expect(sent.filter((statement) => /^(with renewed|update)/.test(statement))).toEqual([])
  expect([await seen(), await used()]).toEqual([wasSeen, wasUsed])

  await sql`update users set last_seen_at = last_seen_at - interval '61 minutes' where id = ${user.id}`
  await sql`update logins set last_seen_at = last_seen_at - interval '61 minutes' where user_id = ${user.id}`
  await sql`update api_tokens set last_used_at = last_used_at - interval '61 minutes' where id = ${made.id}`
  for (const who of [one, token]) await who.get('/api/profile')
  await vi.waitFor(async () => {
    expect(Date.parse(await seen())).toBeGreaterThanOrEqual(Date.parse(wasSeen))
    expect(Date.parse(await used())).toBeGreaterThanOrEqual(Date.parse(wasUsed))
  })
})

const path = '/api/logins'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
/** One more login of a user, on a device. */
async function device({ email }: { email: string }, agent: string) {
  const { headers } = await anonymous.post(
    '/api/auth/login',
    { email, password: 'Some-pass-1' },
    { 'user-agent': agent },
  )
  return client({ cookie: String(headers['set-cookie']).split(';')[0] ?? '' })
}
const statuses = (...who: { get: typeof admin.get }[]) =>
  Promise.all(who.map(async (one) => (await one.get(session)).status))

test('one lists the own logins: where, by what, when last seen, and which of them asks', async () => {
  const { user, client: first } = await make.user()
  const second = await device(user, FIREFOX)
  const { body } = await second.get(path)
  expect(body.pagination.total).toBe(2)
  expect(body.data).toMatchObject([
    { device: 'Firefox on Linux', userAgent: FIREFOX, address: '127.0.0.1', current: true },
    { device: 'lightMyRequest', current: false },
  ])
  expect(JSON.stringify(body)).not.toContain((await sql`select id from logins where user_id = ${user.id}`)[0]?.id)
  expect((await first.get(path)).body.data.map((one: { current: boolean }) => one.current)).toEqual([false, true])
  const page = (await second.get(`${path}?limit=1`)).body
  expect((await second.get(`${path}?limit=1&cursor=${page.pagination.nextCursor}`)).body.data).toMatchObject([
    { id: body.data[1].id },
  ])
  const at = async () => (await second.get(path)).body.data.map((one: { lastSeenAt: string }) => one.lastSeenAt)
  await sql`update logins set last_seen_at = '2026-01-31T09:30:00Z' where public_id = ${body.data[1].id}`
  expect((await at())[1]).toBe('2026-01-31T09:30:00.000Z')
  await first.get('/api/profile')
  await vi.waitFor(async () => expect(Date.parse((await at())[1])).toBeGreaterThan(Date.parse(user.createdAt)))
  await sql`update logins set expires_at = now() where public_id = ${body.data[1].id}`
  expect(await at()).toHaveLength(1)
})

test('one ends one of the own logins, all others, and none of anybody else', async () => {
  const { user, client: first } = await make.user()
  const [second, third, other] = [await device(user, FIREFOX), await device(user, 'curl/8.5.0'), await make.user()]
  const { data } = (await first.get(path)).body
  const end = (who: typeof first, { id }: { id: string }) => who.delete(`${path}/${id}`)
  expect((await end(other.client, data[0])).status).toBe(404)
  expect((await end(first, { id: noId })).status).toBe(404)
  expect((await end(first, data[0])).status).toBe(204)
  expect(await statuses(first, second, third)).toEqual([200, 200, 401])
  expect((await second.delete(path)).status).toBe(204)
  expect(await statuses(first, second, other.client)).toEqual([401, 200, 200])
  const [own] = (await second.get(path)).body.data
  const { status, headers } = await end(second, own)
  expect([status, String(headers['set-cookie'])]).toEqual([204, expect.stringMatching(/^testplanit_session=;/)])
  expect(await statuses(second)).toEqual([401])
})

test('whoever comes with a token ends all logins of its user; with one that only reads, none', async () => {
  const { client: one } = await make.user()
  const bearer = async (readOnly: boolean) => {
    const { body } = await one.post('/api/api-tokens', { name: 'ci', readOnly })
    return client({ authorization: `Bearer ${body.token}` })
  }
  const [token, reader] = [await bearer(false), await bearer(true)]
  expect((await reader.delete(path)).status).toBe(403)
  expect((await token.get(path)).body.data).toMatchObject([{ current: false }])
  expect((await token.delete(path)).status).toBe(204)
  expect(await statuses(one, token)).toEqual([401, 200])
})

test('an administrator sees and ends the logins of a user; nobody else does', async () => {
  const { user, client: first } = await make.user()
  const [second, other] = [await device(user, FIREFOX), await make.user({ systemAccess: 'PROJECTADMIN' })]
  const at = `/api/users/${user.id}/logins`
  expect((await admin.get(at)).body.data).toMatchObject([{ device: 'Firefox on Linux', current: false }, {}])
  for (const answer of [await other.client.get(at), await other.client.delete(at)]) expect(answer.status).toBe(403)
  expect((await admin.delete(at)).status).toBe(204)
  expect(await statuses(first, second)).toEqual([401, 401])
  expect((await (await logIn({ email: user.email, password: 'Some-pass-1' })).get(session)).status).toBe(200)
  for (const answer of [await admin.get(`/api/users/${noId}/logins`), await admin.delete(`/api/users/${noId}/logins`)])
    expect(answer.status).toBe(404)
  const [row] =
    await sql`select changes from audit_log where entity_id = ${user.id} and operation = 'auth.endUserLogins'`
  expect(row?.changes).toEqual({ loginsEnded: 2 })
})

test.each([
  [FIREFOX, 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1',
    'Chrome on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['', null],
  [null, null],
])('the device of %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device))
