import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Answered, startServer } from '../../../test/server.ts'
import { tokenIn } from '../../../test/world.ts'

/** What happened, in its order: digests of passwords, and the statements that PostgreSQL was sent. */
let events: string[] = []
/** Whoever has compared a password waits here. */
let afterComparing = Promise.resolve()

vi.mock(import('../../platform/secrets/passwords.ts'), async (original) => {
  const { hashPassword, isPassword } = await original()
  return {
    hashPassword: async (password) => {
      const hash = await hashPassword(password)
      events.push('hash')
      return hash
    },
    isPassword: async (hash, password) => {
      const fits = await isPassword(hash, password)
      events.push('compare')
      await afterComparing
      return fits
    },
  }
})

const server = await startServer()
const { admin, anonymous, make, client, platform } = server
const { sql } = platform.database
const PASSWORD = 'Some-pass-1'
const logIn = (email: string, password = PASSWORD) => anonymous.post('/api/auth/login', { email, password })
const change = (newPassword: string, currentPassword = PASSWORD) => ({ currentPassword, newPassword })
const { user, client: one } = await make.user()
const token = tokenIn((await make.invitation()).link)
const { user: forgetful } = await make.user()
const resetToken = tokenIn((await admin.post(`/api/users/${forgetful.id}/password-reset`)).body.link)

beforeEach(() => {
  events = []
  sql.options.debug = (_connection, query) => void events.push(query.replace(/\s+/g, ' ').trim())
})
afterEach(() => {
  sql.options.debug = false
  afterComparing = Promise.resolve()
})

const digests = (all: string[]) => all.filter((event) => event === 'hash' || event === 'compare')

test.each<[string, string[], number, () => Promise<Answered>]>([
  ['a login', ['compare'], 200, () => logIn(user.email)],
  ['another password', ['compare', 'hash'], 204, () => one.post('/api/auth/change-password', change(PASSWORD))],
  [
    'a new user',
    ['hash'],
    201,
    () => admin.post('/api/users', { name: 'a', email: 'a@b.example', password: PASSWORD }),
  ],
  [
    'an invitation accepted',
    ['hash'],
    201,
    () => anonymous.post('/api/auth/accept-invitation', { token, name: 'a', password: PASSWORD }),
  ],
  [
    'a password reset',
    ['hash'],
    204,
    () => anonymous.post('/api/auth/reset-password', { token: resetToken, newPassword: PASSWORD }),
  ],
  [
    'another address',
    ['compare'],
    200,
    () => one.put('/api/profile', { email: 'other@b.example', currentPassword: PASSWORD }),
  ],
  ['a password set', ['hash'], 200, () => admin.put(`/api/users/${user.id}`, { password: PASSWORD })],
])('%s: no transaction is open while digests are made', async (_, made, status, work) => {
  expect((await work()).status).toBe(status)
  expect(digests(events)).toEqual(made)
  const begins = events.findIndex((event) => /^begin/i.test(event))
  expect(begins).toBeGreaterThan(0)
  expect(digests(events.slice(begins))).toEqual([])
})

test('setting up: no transaction is open while the digest is made', async () => {
  const fresh = await startServer({ ADMIN_EMAIL: '', ADMIN_PASSWORD: '' })
  fresh.platform.database.sql.options.debug = (_connection, query) => void events.push(query)
  events = []
  const setup = { name: 'First', email: 'first@example.com', password: PASSWORD }
  const wrong = await fresh.anonymous.post('/api/auth/setup', { ...setup, setupToken: 'wrong' })
  expect([wrong.status, digests(events)]).toEqual([403, []])
  const right = { ...setup, setupToken: fresh.platform.setupToken }
  const answers = await Promise.all([1, 2, 3].map(() => fresh.anonymous.post('/api/auth/setup', right)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  fresh.platform.database.sql.options.debug = false
  events = []
  fresh.platform.database.sql.options.debug = (_connection, query) => void events.push(query)
  expect((await fresh.anonymous.post('/api/auth/setup', right)).status).toBe(409)
  expect(digests(events)).toEqual([])
})

test('a wrong address, a wrong password and somebody who is not active go one way, to one answer', async () => {
  const { user: inactive } = await make.user({ active: false })
  const seen = []
  for (const [email, password] of [
    [user.email, 'wrong'],
    ['nobody@example.com', PASSWORD],
    [inactive.email, PASSWORD],
    [inactive.email, 'wrong'],
  ] as const) {
    events = []
    const { status, body, headers } = await logIn(email, password)
    expect(headers['set-cookie']).toBeUndefined()
    seen.push({ status, body, events })
  }
  expect(seen[0]).toMatchObject({ status: 401, events: [expect.stringMatching(/^select .* from "users"/), 'compare'] })
  for (const other of seen.slice(1)) expect(other).toEqual(seen[0])
})

/** Begins something that compares a password, does something else once it has been compared, and then lets it go on. */
async function meanwhile<T>(begin: () => Promise<T>, count: number, work: () => Promise<unknown>): Promise<T> {
  let goOn = () => {}
  afterComparing = new Promise((resolve) => {
    goOn = resolve
  })
  const begun = begin()
  await vi.waitFor(() => expect(digests(events)).toHaveLength(count))
  await work()
  goOn()
  return begun
}

test.each([
  ['changes their password', { password: 'Other-pass-1' }],
  ['deactivates them', { active: false }],
  ['deletes them', null],
])('a login whose password was compared before an administrator %s gives nothing', async (_, end) => {
  const { user: other } = await make.user()
  events = []
  const answer = await meanwhile(
    () => logIn(other.email),
    1,
    () => (end ? admin.put(`/api/users/${other.id}`, end) : admin.delete(`/api/users/${other.id}`)),
  )
  expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined])
  expect(await sql`select 1 from logins where user_id = ${other.id}`).toEqual([])
})

test('of two that change one password at once, one is told that the other was faster', async () => {
  const { user: other, client: first } = await make.user()
  events = []
  const passwords = ['First-pass-1', 'Second-pass-1']
  const answers = await meanwhile(
    () => Promise.all(passwords.map((password) => first.post('/api/auth/change-password', change(password)))),
    2,
    async () => undefined,
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const kept = passwords[answers.findIndex(({ status }) => status === 204)]
  expect((await logIn(other.email, kept)).status).toBe(200)
})

test('a change of the own password ends the other logins; this one and the tokens go on', async () => {
  const { user: other, client: here } = await make.user()
  const { body } = await here.post('/api/api-tokens', { name: 'ci' })
  const token = client({ authorization: `Bearer ${body.token}` })
  const elsewhere = await server.logIn({ email: other.email, password: PASSWORD })
  const statuses = async () =>
    Promise.all([here, elsewhere, token].map(async (who) => (await who.get('/api/auth/session')).status))
  expect(await statuses()).toEqual([200, 200, 200])
  expect((await here.post('/api/auth/change-password', change('Other-pass-1', 'wrong'))).status).toBe(422)
  expect((await token.post('/api/auth/change-password', change('Other-pass-1'))).status).toBe(403)
  expect(await statuses()).toEqual([200, 200, 200])
  expect((await here.post('/api/auth/change-password', change('Other-pass-1'))).status).toBe(204)
  expect(await statuses()).toEqual([200, 401, 200])
})
