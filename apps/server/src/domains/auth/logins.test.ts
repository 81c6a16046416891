import { expect, test, vi } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, anonymous, make, client, platform } = await startServer()
const { sql } = platform.database
const DAY = 24 * 3600 * 1000
const session = '/api/auth/session'

/** So many days pass for a user's logins. */
const pass = async ({ id }: { id: string }, days: number) => {
  await sql`update logins set created_at = created_at - make_interval(days => ${days}),
    expires_at = expires_at - make_interval(days => ${days}) where user_id = ${id}`
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
  await sql`update api_tokens set last_used_at = last_used_at - interval '61 minutes' where id = ${made.id}`
  for (const who of [one, token]) await who.get('/api/profile')
  await vi.waitFor(async () => {
    expect(Date.parse(await seen())).toBeGreaterThanOrEqual(Date.parse(wasSeen))
    expect(Date.parse(await used())).toBeGreaterThanOrEqual(Date.parse(wasUsed))
  })
})
