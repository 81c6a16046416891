import { expect, test } from 'vitest'
import { type Answered, startServer } from '../../../test/server.ts'

const { admin, anonymous, make, client, platform } = await startServer()
const { sql } = platform.database
const password = 'Some-pass-1'
const session = '/api/auth/session'
const bearer = (token: string) => client({ authorization: `Bearer ${token}` })

/** The login or token that an answer gave; null where it gave none. */
function given({ status, body, headers }: Answered) {
  if (status === 201) return bearer(body.token)
  return status === 200 ? client({ cookie: String(headers['set-cookie']).split(';')[0] ?? '' }) : null
}

for (const [what, end] of [
  ['a deactivation', { active: false }],
  ['a new password from an administrator', { password: 'Other-pass-1' }],
  ['a deletion', null],
] as const)
  test(`of many calls around ${what}, none leaves a way in behind it`, async () => {
    for (let round = 0; round < 4; round++) {
      const { user, client: one } = await make.user()
      const { body } = await one.post('/api/api-tokens', { name: 'ci' })
      const token = bearer(body.token)
      const makers = [one, token, one, token, one, token].map((who) => () => who.post('/api/api-tokens', { name: 'x' }))
      const calls = [...makers, () => anonymous.post('/api/auth/login', { email: user.email, password }), ...makers]
      const ending = () => (end ? admin.put(`/api/users/${user.id}`, end) : admin.delete(`/api/users/${user.id}`))
      // Its place among them differs, so that some are before it and some after.
      const at = 3 * (round + 1)
      const [ended, ...answers] = await Promise.all([
        (async () => {
          for (let i = 0; i < at; i++) await new Promise((resolve) => setImmediate(resolve))
          return ending()
        })(),
        ...calls.map((call) => call()),
      ])
      expect(ended?.status).toBe(end ? 200 : 204)
      expect(answers.filter(({ status }) => ![200, 201, 401].includes(status))).toEqual([])

      const [left] = await sql`
        select (select count(*) from logins where user_id = ${user.id})::int as logins,
               (select count(*) from api_tokens where user_id = ${user.id} and deleted_at is null)::int as tokens`
      expect(left).toEqual({ logins: 0, tokens: 0 })
      if (end && 'active' in end) await admin.put(`/api/users/${user.id}`, { active: true })
      for (const who of [one, token, ...answers.map(given).filter((way) => way !== null)])
        expect((await who.get(session)).status).toBe(401)
    }
  })

test('a call that was let in before its login ended makes no token after it', async () => {
  const { user, client: one } = await make.user()
  const making = await sql.begin(async (holder) => {
    await holder`select from users where id = ${user.id} for update`
    const begun = one.post('/api/api-tokens', { name: 'late' })
    await expect
      .poll(async () => sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%"users"%'`)
      .toHaveLength(1)
    await holder`delete from logins where user_id = ${user.id}`
    return { begun }
  })
  expect((await making.begun).status).toBe(401)
  expect(await sql`select 1 from api_tokens where user_id = ${user.id}`).toEqual([])
})
