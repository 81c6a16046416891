import { afterAll, expect, test } from 'vitest'
import { RateLimits } from '../src/platform/limits/rate-limits.ts'
import { createDatabase } from './database.ts'
import { type Answered, type Client, startServer } from './server.ts'

const DEFAULTS = {
  RATE_LIMIT_USER_HOUR: '',
  RATE_LIMIT_ANONYMOUS_HOUR: '',
  RATE_LIMIT_BURST_MINUTE: '',
  RATE_LIMIT_LOGIN_MINUTE: '',
  RATE_LIMIT_TRPC_MINUTE: '',
}
/** The time stands still: no window ends while a test counts. */
function frozen() {
  let at = new Date('2026-11-24T10:20:30Z')
  const forward = (ms: number) => {
    at = new Date(at.getTime() + ms)
  }
  return { now: () => at, forward }
}
const times = async (count: number, work: () => Promise<Answered>) => {
  const answers = []
  for (let i = 0; i < count; i++) answers.push(await work())
  return answers
}
const statusesOf = (answers: Answered[]) => answers.map(({ status }) => status)
const profile = (client: Client) => () => client.get('/api/profile')

test('a user may 1000 an hour and 50 a minute, over all logins and tokens', async () => {
  const { now, forward } = frozen()
  const { admin, make, client } = await startServer({ ...DEFAULTS, RATE_LIMIT_LOGIN_MINUTE: '0' }, { now })
  const { client: one } = await make.user()
  const { body } = await one.post('/api/api-tokens', { name: 'ci' })
  const byToken = client({ authorization: `Bearer ${body.token}` })
  const answers = [...(await times(25, profile(one))), ...(await times(25, profile(byToken)))]
  expect(statusesOf(answers)).toEqual([...Array(49).fill(200), 429])
  expect(answers[0]?.headers).toMatchObject({
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '998',
    'x-ratelimit-reset': String(Date.parse('2026-11-24T11:00:00Z') / 1000),
  })
  const refused = answers.at(-1)
  expect(refused).toMatchObject({ headers: { 'retry-after': '30' }, body: { error: { code: 'RATE_LIMITED' } } })
  expect((await admin.get('/api/profile')).status).toBe(200)
  forward(30_000)
  expect((await one.get('/api/profile')).status).toBe(200)
})

test('strangers may 100 an hour, by address; health is always told', async () => {
  const { now } = frozen()
  const { anonymous, admin } = await startServer({ ...DEFAULTS, RATE_LIMIT_BURST_MINUTE: '0' }, { now })
  // The administrator's own login was the first.
  const answers = await times(100, () => anonymous.get('/api/auth/setup'))
  expect(statusesOf(answers)).toEqual([...Array(99).fill(200), 429])
  expect(answers.at(-1)?.headers).toMatchObject({ 'retry-after': '2370', 'x-ratelimit-remaining': '0' })
  expect((await anonymous.get('/api/health/live')).status).toBe(200)
  expect((await anonymous.get('/api/health/ready')).status).toBe(200)
  expect((await admin.get('/api/profile')).status).toBe(200)
})

test('a wrong token counts for its address, and a 401 is not a way around', async () => {
  const { now } = frozen()
  const { client } = await startServer(
    { ...DEFAULTS, RATE_LIMIT_ANONYMOUS_HOUR: '5', RATE_LIMIT_BURST_MINUTE: '0' },
    { now },
  )
  let i = 0
  const answers = await times(6, () => client({ authorization: `Bearer tpi_${i++}` }).get('/api/profile'))
  expect(statusesOf(answers)).toEqual([401, 401, 401, 401, 429, 429])
})

test('two processes count together, joined through PostgreSQL', async () => {
  const database = await createDatabase()
  afterAll(() => database.drop())
  const { now } = frozen()
  const settings = { ...DEFAULTS, RATE_LIMIT_USER_HOUR: '12', RATE_LIMIT_BURST_MINUTE: '0' }
  const [one, other] = [await startServer(settings, { now, database }), await startServer(settings, { now, database })]
  const cookie = await one.logIn({ email: 'admin@example.com', password: 'Admin-pass-1' })
  expect(statusesOf(await times(6, profile(cookie)))).toEqual(Array(6).fill(200))
  expect(statusesOf(await times(6, profile(other.admin)))).toEqual(Array(6).fill(200))
  for (const { platform } of [one, other]) await platform.limits.sync()
  expect((await other.admin.get('/api/profile')).status).toBe(429)
  // The other one learns of it with its own next call.
  await cookie.get('/api/profile')
  await one.platform.limits.sync()
  expect((await cookie.get('/api/profile')).status).toBe(429)
})

test('attempts to log in are few: by account, whatever the address says, and by address', async () => {
  const { now, forward } = frozen()
  const { anonymous, make } = await startServer(
    { ...DEFAULTS, RATE_LIMIT_BURST_MINUTE: '0', RATE_LIMIT_ANONYMOUS_HOUR: '0', TRUST_PROXY: '1' },
    { now },
  )
  const { user } = await make.user()
  let i = 0
  const attempt = (email: string, password: string, address = `10.0.0.${i++}`) =>
    anonymous.post('/api/auth/login', { email, password }, { 'x-forwarded-for': address })
  forward(60_000)
  const onAccount = await times(10, () => attempt(user.email.toUpperCase(), 'wrong'))
  expect(statusesOf(onAccount)).toEqual(Array(10).fill(401))
  const refused = await attempt(user.email, 'Some-pass-1')
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '30' } })
  const fromOne = await times(11, () => attempt(`${crypto.randomUUID()}@example.com`, 'wrong', '10.9.9.9'))
  expect(statusesOf(fromOne)).toEqual([...Array(10).fill(401), 429])
  forward(60_000)
  expect((await attempt(user.email, 'Some-pass-1')).status).toBe(200)
})

test('the web app has a limit of its own, and 0 switches a limit off', async () => {
  const { now } = frozen()
  const { admin } = await startServer({ RATE_LIMIT_TRPC_MINUTE: '3' }, { now })
  const answers = await times(4, () => admin.get('/trpc/users.profile'))
  expect(statusesOf(answers)).toEqual([200, 200, 200, 429])
  expect(answers.at(-1)?.headers['retry-after']).toBe('30')
  expect(statusesOf(await times(60, profile(admin)))).toEqual(Array(60).fill(200))
})

test('an invented cookie for each call is no way around: it counts for its address', async () => {
  const { now } = frozen()
  const { client, platform } = await startServer({ RATE_LIMIT_TRPC_MINUTE: '3' }, { now })
  let i = 0
  const invented = () => client({ cookie: `testplanit_session=${i++}` }).get('/trpc/users.profile')
  expect(statusesOf(await times(5, invented))).toEqual([401, 401, 401, 429, 429])
  await platform.limits.sync()
  expect(await platform.database.sql`select key, count from rate_limits where key like 'trpc%'`).toEqual([
    { key: 'trpc 127.0.0.1', count: 5 },
  ])
})

test('attempts to log in count one by one, also in a batch', async () => {
  const { now } = frozen()
  const { anonymous, make } = await startServer({ RATE_LIMIT_LOGIN_MINUTE: '' }, { now })
  const { user } = await make.user()
  const batch = Array.from({ length: 20 }, () => ({ email: user.email, password: 'wrong' }))
  const { body } = await anonymous.post(`/trpc/${Array(20).fill('auth.login').join()}?batch=1`, { ...batch })
  const refused = body.filter((one: object) => JSON.stringify(one).includes('RATE_LIMITED'))
  // By this address the administrator and the user had logged in before.
  expect(refused).toHaveLength(12)
})

test('calls are added once, however the exchanges with PostgreSQL overlap, and none after the end', async () => {
  const { now } = frozen()
  const { platform } = await startServer({}, { now })
  const limits = new RateLimits(platform.database.sql, platform.log, now)
  const countOf = async () => (await platform.database.sql`select count from rate_limits where key = 'k'`)[0]?.count
  limits.start()
  for (let i = 0; i < 7; i++) limits.take('k', 100, 3600)
  await Promise.all([limits.sync(), limits.sync(), limits.sync()])
  expect(await countOf()).toBe(7)
  const underWay = limits.sync()
  limits.take('k', 100, 3600)
  await limits.stop()
  await underWay
  expect(await countOf()).toBe(8)
  limits.take('k', 100, 3600)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(await countOf()).toBe(8)
})

test('keys that are only invented take no more memory than is kept for them', async () => {
  const { now } = frozen()
  const { platform } = await startServer({}, { now })
  const limits = new RateLimits(platform.database.sql, platform.log, now)
  limits.take('oldest', 10, 3600)
  for (let i = 0; i < 100_000; i++) limits.take(`invented ${i}`, 10, 3600)
  expect(limits.peek('oldest', 10, 3600).remaining).toBe(10)
  expect(limits.peek('invented 99999', 10, 3600).remaining).toBe(9)
})

test('an address that is written otherwise is counted all the same', async () => {
  const { now } = frozen()
  const { anonymous } = await startServer({ ...DEFAULTS, RATE_LIMIT_BURST_MINUTE: '4' }, { now })
  const written = ['/api/auth/setup', '/%61pi/auth/setup', '/ap%69/auth/setup', '/api/auth/%73etup']
  const answers = await Promise.all(written.map((path) => anonymous.get(path)))
  expect(statusesOf(answers).sort()).toEqual([200, 200, 200, 429])
})
