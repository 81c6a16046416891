import { expect, test } from 'vitest'
import { startServer } from './server.ts'

const OWN = 'https://tests.example.com'
const { admin, client, anonymous } = await startServer({ PUBLIC_URL: OWN })
const logins = { email: 'admin@example.com', password: 'Admin-pass-1' }
const rename = (who: typeof admin, headers: object, path = '/api/profile') =>
  who.call('PUT', path, { name: 'Administrator' }, headers)

test('what changes something with a login must come from the own origin, when it says where from', async () => {
  for (const origin of [
    'https://evil.example.com',
    'http://tests.example.com',
    `${OWN}.evil.com`,
    'null',
    'http://localhost:80',
  ])
    expect(await rename(admin, { origin }), origin).toMatchObject({
      status: 403,
      body: { error: { code: 'FORBIDDEN' } },
    })
  expect((await rename(admin, { origin: OWN })).status).toBe(200)
  expect((await rename(admin, {})).status).toBe(200)
})

test('a failed origin check comes before whatever is wrong with the body', async () => {
  const { status } = await admin.call('POST', '/api/projects', '{', { origin: 'https://evil.example.com' })
  expect(status).toBe(403)
})

test('the same holds for the calls of the web app', async () => {
  const call = (origin: string) => admin.call('POST', '/trpc/users.updateProfile', {}, { origin })
  expect((await call('https://evil.example.com')).status).toBe(403)
  expect((await call(OWN)).status).toBe(200)
})

test('reading and tokens are served wherever they come from', async () => {
  const origin = 'https://elsewhere.example.com'
  expect((await admin.call('GET', '/api/profile', undefined, { origin })).status).toBe(200)
  const { token } = (await admin.post('/api/api-tokens', { name: 'ci' })).body
  expect((await rename(client({ authorization: `Bearer ${token}` }), { origin })).status).toBe(200)
})

test('a login’s cookie is for this origin alone, and for HTTPS where the server has it', async () => {
  const { headers } = await anonymous.post('/api/auth/login', logins)
  expect(String(headers['set-cookie'])).toMatch(
    /^testplanit_session=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax/,
  )
  expect(headers['strict-transport-security']).toContain('max-age')
})
