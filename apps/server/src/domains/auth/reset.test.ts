import { expect, test, vi } from 'vitest'
import { mailServer } from '../../../test/mail.ts'
import { type Client, noId, startServer } from '../../../test/server.ts'
import { tokenIn } from '../../../test/world.ts'
import { hashOf } from '../../platform/secrets/digest.ts'
import { mailReset } from './mail-reset.job.ts'

const { admin, anonymous, make, client, platform } = await startServer({ PUBLIC_URL: 'https://t.example' })
const { sql } = platform.database
const mail = await mailServer()
const MAIL = { SMTP_URL: mail.url(), MAIL_FROM: 'tests@example.com', PUBLIC_URL: 'https://t.example' }
const mailing = await startServer(MAIL)
/** Does no jobs: what it sends PostgreSQL is what its calls ask for. */
const asked = await startServer({ ...MAIL, ROLE: 'web' }, { database: mailing.database })
/** Time stands still there. */
const limited = await startServer(
  { ...MAIL, ROLE: 'web', RATE_LIMIT_LOGIN_MINUTE: '3', TRUST_PROXY: '1' },
  { database: mailing.database, now: () => new Date('2026-11-24T10:20:30Z') },
)
for (const { work, platform: at } of [mailing, asked, limited]) {
  work()
  await vi.waitFor(() => expect(at.jobs.state).toBe('started'), 20_000)
}

const [OLD, NEW] = ['Some-pass-1', 'Other-pass-1']
const session = '/api/auth/session'
const linkFor = async ({ id }: { id: string }) => (await admin.post(`/api/users/${id}/password-reset`)).body.link
const reset = (token: string, newPassword = NEW) => anonymous.post('/api/auth/reset-password', { token, newPassword })
const statusWith = async (email: string, password: string) =>
  (await anonymous.post('/api/auth/login', { email, password })).status
const noLonger = [422, { field: 'token', message: 'serves no more: ask for a new link' }]
const outcome = async (token: string) => {
  const { status, body } = await reset(token)
  return [status, body.error?.details]
}

test('an administrator gives a link, shown this once; its token is kept as a digest', async () => {
  const { user } = await make.user()
  const { status, body } = await admin.post(`/api/users/${user.id}/password-reset`)
  expect([status, body]).toEqual([
    200,
    {
      link: expect.stringMatching(/^https:\/\/t\.example\/reset-password#token=[\w-]{43}$/),
      mailed: false,
      expiresAt: expect.any(String),
    },
  ])
  expect(Date.parse(body.expiresAt) - Date.now()).toBeCloseTo(24 * 3_600_000, -5)
  const [row] = await sql`select token_hash, p::text as whole from password_resets p where user_id = ${user.id}`
  expect(row?.token_hash).toBe(hashOf(tokenIn(body.link)))
  expect(row?.whole).not.toContain(tokenIn(body.link))
})

test('the new password ends every login and token, and the link', async () => {
  const { user, client: one } = await make.user()
  const { body } = await one.post('/api/api-tokens', { name: 'ci' })
  const token = client({ authorization: `Bearer ${body.token}` })
  const link = tokenIn(await linkFor(user))
  expect((await anonymous.post('/api/auth/reset-password', { token: link, newPassword: 'short' })).status).toBe(422)
  expect((await reset(link)).status).toBe(204)
  for (const who of [one, token]) expect((await who.get(session)).status).toBe(401)
  expect([await statusWith(user.email, OLD), await statusWith(user.email, NEW)]).toEqual([401, 200])
  expect(await outcome(link)).toEqual(noLonger)
  const [row] =
    await sql`select user_id, changes from audit_log where entity_id = ${user.id} and operation = 'auth.resetPassword'`
  expect(row).toEqual({ user_id: null, changes: { passwordReset: true, loginsEnded: 1, tokensRevoked: 1 } })
})

test.each<[string, (user: { id: string }, one: Client) => Promise<unknown>]>([
  ['a later one', (user) => linkFor(user)],
  ['its day', ({ id }) => sql`update password_resets set expires_at = now() where user_id = ${id}`],
  ['a password from an administrator', ({ id }) => admin.put(`/api/users/${id}`, { password: 'Third-pass-1' })],
  [
    'a change by its owner',
    (_, one) => one.post('/api/auth/change-password', { currentPassword: OLD, newPassword: 'Third-pass-1' }),
  ],
  ['another address', ({ id }) => admin.put(`/api/users/${id}`, { email: `${id}@example.com` })],
  [
    'another address of their own choice',
    (_, one) => one.put('/api/profile', { email: `${crypto.randomUUID()}@example.com`, currentPassword: OLD }),
  ],
  ['a deactivation', ({ id }) => admin.put(`/api/users/${id}`, { active: false })],
  [
    'a deactivation that was taken back',
    async ({ id }) => {
      for (const active of [false, true]) await admin.put(`/api/users/${id}`, { active })
    },
  ],
  ['a deletion', ({ id }) => admin.delete(`/api/users/${id}`)],
])('a link serves no more after %s', async (_, end) => {
  const { user, client: one } = await make.user()
  const token = tokenIn(await linkFor(user))
  await end(user, one)
  expect(await outcome(token)).toEqual(noLonger)
  expect(await statusWith(user.email, NEW)).toBe(401)
})

test('of several that use one link at once, one sets the password', async () => {
  const { user } = await make.user()
  const token = tokenIn(await linkFor(user))
  const passwords = ['First-pass-1', 'Second-pass-1', 'Third-pass-1']
  const answers = await Promise.all(passwords.map((password) => reset(token, password)))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422])
  const at = answers.findIndex(({ status }) => status === 204)
  expect(await statusWith(user.email, passwords[at] as string)).toBe(200)
})

test('a link that is used while its user is deactivated lets nobody in', async () => {
  for (let round = 0; round < 4; round++) {
    const { user } = await make.user()
    const token = tokenIn(await linkFor(user))
    const [answer, ended] = await Promise.all([
      reset(token),
      new Promise((go) => setTimeout(go, 20 * round)).then(() => admin.put(`/api/users/${user.id}`, { active: false })),
    ])
    expect([204, 422]).toContain(answer.status)
    expect(ended.status).toBe(200)
    expect([await statusWith(user.email, OLD), await statusWith(user.email, NEW)]).toEqual([401, 401])
  }
})

test('only administrators give links, and none to who is not active', async () => {
  const [{ user, client: one }, other] = [await make.user(), await make.user({ systemAccess: 'PROJECTADMIN' })]
  const give = (who: Client, id: string) => who.post(`/api/users/${id}/password-reset`)
  expect((await give(other.client, user.id)).status).toBe(403)
  expect((await give(one, user.id)).status).toBe(403)
  expect((await give(admin, noId)).status).toBe(404)
  await admin.put(`/api/users/${user.id}`, { active: false })
  expect((await give(admin, user.id)).status).toBe(409)
})

test('without mail nobody asks for a link themselves, and the web app knows', async () => {
  const { status, body } = await anonymous.post('/api/auth/forgot-password', { email: 'admin@example.com' })
  expect([status, body.error.code]).toEqual([409, 'CONFLICT'])
  expect((await anonymous.get('/api/auth/setup')).body).toEqual({ needed: false, sendsMail: false })
  expect((await mailing.anonymous.get('/api/auth/setup')).body.sendsMail).toBe(true)
})

const forgot = (email: string) => mailing.anonymous.post('/api/auth/forgot-password', { email })

test('whether an address is known, an answer tells neither in words nor by what is done for it', async () => {
  const [known, inactive] = [await mailing.make.user(), await mailing.make.user({ active: false })]
  const seen = []
  for (const email of [known.user.email, known.user.email, inactive.user.email, 'nobody@example.com']) {
    const sent: string[] = []
    asked.platform.database.sql.options.debug = (_connection, query) => void sent.push(query)
    const { status, body } = await asked.anonymous.post('/api/auth/forgot-password', { email })
    asked.platform.database.sql.options.debug = false
    seen.push({ status, body, sent })
  }
  // The first call opens what all share.
  const [, first, ...others] = seen
  expect(first).toMatchObject({ status: 204, body: '' })
  expect(first?.sent.length).toBeGreaterThan(2)
  for (const other of others) expect(other).toEqual(first)
})

test('whoever asks for links, or tries some, is limited as by attempts to log in: by account and by address', async () => {
  const post = async (path: string, body: object, address: string) =>
    (await limited.anonymous.post(`/api/auth/${path}`, body, { 'x-forwarded-for': address })).status
  const byAccount = []
  for (const i of [1, 2, 3, 4])
    byAccount.push(
      await post('forgot-password', { email: i % 2 ? 'eve@example.com' : 'EVE@example.com' }, `10.0.0.${i}`),
    )
  expect(byAccount).toEqual([204, 204, 204, 429])
  const byAddress = []
  for (const i of [1, 2]) byAddress.push(await post('forgot-password', { email: `${i}@example.com` }, '10.1.1.1'))
  byAddress.push(await post('reset-password', { token: 'guess', newPassword: NEW }, '10.1.1.1'))
  byAddress.push(await post('accept-invitation', { token: 'guess', name: 'Eve', password: NEW }, '10.1.1.1'))
  byAddress.push(await post('login', { email: 'bob@example.com', password: NEW }, '10.1.1.1'))
  expect(byAddress).toEqual([204, 204, 422, 429, 429])
})

test('the link that was asked for comes by mail, to the address as it is kept, once in five minutes', async () => {
  const { user } = await mailing.make.user()
  const before = mail.received.length
  for (const email of [user.email.toUpperCase(), user.email]) expect((await forgot(email)).status).toBe(204)
  await vi.waitFor(() => expect(mail.received.length).toBeGreaterThan(before), 20_000)
  const waiting = () => mailing.platform.database.sql`
    select 1 from pgboss.job where name in ('mail-reset', 'send-mail') and state <> 'completed'`
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(0), 20_000)
  const own = mail.received.filter(({ to }) => to.join() === user.email)
  expect(own).toHaveLength(1)
  const plain = (own[0]?.text ?? '').replace(/=\r\n/g, '').replaceAll('=3D', '=')
  const token = /https:\/\/t\.example\/reset-password#token=([\w-]{43})/.exec(plain)?.[1] as string
  expect(JSON.stringify(await mailing.platform.database.sql`select data::text from pgboss.job`)).not.toContain(token)
  const answer = await mailing.anonymous.post('/api/auth/reset-password', { token, newPassword: NEW })
  expect(answer.status).toBe(204)
  expect((await (await mailing.logIn({ email: user.email, password: NEW })).get(session)).status).toBe(200)
  const rows = await mailing.platform.database.sql`
    select operation, entity_id, changes from audit_log where operation in ('auth.forgotPassword', 'auth.mailReset')
       and (entity_id = ${user.id} or lower(changes->>'resetAskedFor') = lower(${user.email})) order by id`
  expect(rows.map(({ operation }) => operation).sort()).toEqual([
    'auth.forgotPassword',
    'auth.forgotPassword',
    'auth.mailReset',
  ])
}, 60_000)

test('who may not log in gets no mail', async () => {
  const { user } = await mailing.make.user({ active: false })
  for (const email of [user.email, 'nobody@example.com'])
    await mailReset.run({ email }, mailing.platform, AbortSignal.timeout(10_000))
  expect(await mailing.platform.database.sql`select 1 from password_resets where user_id = ${user.id}`).toHaveLength(0)
})

test('a link that an administrator mails is shown to nobody', async () => {
  const { user } = await mailing.make.user()
  const { body } = await mailing.admin.post(`/api/users/${user.id}/password-reset`)
  expect([body.link, body.mailed]).toEqual([null, true])
  await vi.waitFor(() => expect(mail.received.map(({ to }) => to.join())).toContain(user.email), 20_000)
}, 30_000)
