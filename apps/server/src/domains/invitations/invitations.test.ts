import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { mailServer } from '../../../test/mail.ts'
import { type Answered, noId, startServer } from '../../../test/server.ts'
import { tokenIn } from '../../../test/world.ts'
import { hashOf } from '../../platform/secrets/digest.ts'

const { admin, anonymous, make, client, logIn, platform } = await startServer({
  PUBLIC_URL: 'https://tests.example.com',
})
const { sql } = platform.database
const path = '/api/invitations'
const PASSWORD = 'Some-pass-1'
const newEmail = () => `${randomUUID()}@example.com`
const roles = Object.fromEntries(
  (await admin.get('/api/roles')).body.data.map(({ id, name }: { id: string; name: string }) => [name, id]),
)
const accept = (token: string, more: object = {}) =>
  anonymous.post('/api/auth/accept-invitation', { token, name: 'Ada', password: PASSWORD, ...more })
const cookieOf = ({ headers }: Answered) => client({ cookie: String(headers['set-cookie']).split(';')[0] ?? '' })
const usersOf = async (email: string) =>
  (await sql`select count(*)::int from users where lower(email) = lower(${email})`)[0]?.count

test('without mail the link is shown to who invites, this once, and its token is kept as a digest', async () => {
  const email = newEmail()
  const { status, body } = await admin.post(path, { email, name: 'Ada', roleId: roles.Tester })
  const { link, mailed, ...invitation } = body
  expect([status, mailed]).toEqual([201, false])
  expect(link).toMatch(/^https:\/\/tests\.example\.com\/accept-invitation#token=[\w-]{43}$/)
  expect(invitation).toMatchObject({
    email,
    name: 'Ada',
    systemAccess: 'USER',
    roleId: roles.Tester,
    projects: [],
    state: 'OPEN',
    acceptedAt: null,
    userId: null,
  })
  expect(Date.parse(invitation.expiresAt) - Date.now()).toBeCloseTo(7 * 24 * 3_600_000, -5)
  expect((await admin.get(`${path}/${invitation.id}`)).body).toEqual(invitation)
  const [row] = await sql`select token_hash, i::text as whole from invitations i where id = ${invitation.id}`
  expect(row?.token_hash).toBe(hashOf(tokenIn(link)))
  expect(row?.whole).not.toContain(tokenIn(link))
})

test('who accepts becomes a user with what was promised, and is logged in', async () => {
  const [one, two, gone] = [await make.project(), await make.project(), await make.project()]
  const projects = [
    { projectId: one.id, roleId: roles.Tester },
    { projectId: two.id, roleId: roles.Viewer },
    { projectId: gone.id, roleId: roles.Viewer },
  ]
  const email = newEmail()
  const given = { email, systemAccess: 'PROJECTADMIN', roleId: roles.Developer, projects }
  const invited = (await admin.post(path, given)).body
  await admin.delete(`/api/projects/${gone.id}`)
  const answer = await accept(tokenIn(invited.link))
  expect([answer.status, answer.body.user]).toMatchObject([201, { name: 'Ada', email, systemAccess: 'PROJECTADMIN' }])
  const ada = cookieOf(answer)
  expect((await ada.get('/api/auth/session')).body.user).toEqual(answer.body.user)
  expect((await ada.get('/api/profile')).body).toMatchObject({ roleId: roles.Developer, active: true })
  for (const [{ id }, wanted] of [
    [one, 201],
    [two, 403],
    [gone, 404],
  ])
    expect((await ada.post('/api/repository-cases', { projectId: id, title: 'Case' })).status).toBe(wanted)
  expect((await (await logIn({ email, password: PASSWORD })).get('/api/auth/session')).status).toBe(200)
  const { id } = answer.body.user
  const is = (await admin.get(`${path}/${invited.id}`)).body
  expect(is).toMatchObject({ state: 'ACCEPTED', userId: id, acceptedAt: expect.stringMatching(/Z$/) })
  const [audited] = await sql`select operation, user_id, changes from audit_log where entity_id = ${id} limit 1`
  expect(audited).toMatchObject({
    operation: 'auth.acceptInvitation',
    user_id: null,
    changes: { after: { email }, invitationId: invited.id, projectIds: [one.id, two.id].sort() },
  })
})

test('a link serves once; an unknown, a used, an old, a revoked and a replaced one are told alike', async () => {
  const used = await make.invitation()
  expect((await accept(tokenIn(used.link))).status).toBe(201)
  const old = await make.invitation()
  await sql`update invitations set expires_at = now() where id = ${old.id}`
  const revoked = await make.invitation()
  expect((await admin.delete(`${path}/${revoked.id}`)).status).toBe(204)
  expect((await admin.get(`${path}/${revoked.id}`)).status).toBe(404)
  const replaced = await make.invitation()
  const { status, body: sent } = await admin.post(`${path}/${replaced.id}/resend`)
  expect([status, sent]).toMatchObject([200, { id: replaced.id, email: replaced.email, mailed: false, state: 'OPEN' }])
  const answers = []
  for (const token of ['unknown', ...[used, old, revoked, replaced].map(({ link }) => tokenIn(link))])
    answers.push(await accept(token))
  for (const { status, body, headers } of answers)
    expect([status, body.error.details, headers['set-cookie']]).toEqual([
      422,
      { field: 'token', message: 'serves no more: ask for a new link' },
      undefined,
    ])
  expect((await accept(tokenIn(sent.link))).status).toBe(201)
  const again = (await admin.post(`${path}/${old.id}/resend`)).body
  expect(Date.parse(again.expiresAt)).toBeGreaterThan(Date.now())
  expect((await accept(tokenIn(again.link))).status).toBe(201)
  for (const answer of [await admin.post(`${path}/${old.id}/resend`), await admin.delete(`${path}/${old.id}`)])
    expect(answer.status).toBe(409)
})

test('whoever is a user, or was invited, already is a 409 that names the address, in any case', async () => {
  const { user } = await make.user()
  const { email } = await make.invitation()
  for (const taken of [user.email.toUpperCase(), email.toUpperCase()]) {
    const { status, body } = await admin.post(path, { email: taken })
    expect([status, body.error.details.field]).toEqual([409, 'email'])
  }
  const late = await make.invitation()
  await make.user({ email: late.email.toUpperCase() })
  const answers = [await accept(tokenIn(late.link)), await admin.post(`${path}/${late.id}/resend`)]
  expect(answers.map(({ status, body }) => [status, body.error.details.field])).toEqual(Array(2).fill([409, 'email']))
  expect(await usersOf(late.email)).toBe(1)
  expect((await admin.get(`${path}/${late.id}`)).body.state).toBe('OPEN')
  await admin.delete(`${path}/${late.id}`)
  await admin.delete(`/api/users/${user.id}`)
  expect((await admin.post(path, { email: user.email })).status).toBe(201)
})

test('of several that invite one address at once, one does; of several that accept at once, one becomes a user', async () => {
  const email = newEmail()
  const invited = await Promise.all([1, 2, 3].map(() => admin.post(path, { email })))
  expect(invited.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  const { link } = invited.find(({ status }) => status === 201)?.body ?? {}
  const answers = await Promise.all([1, 2, 3, 4].map((i) => accept(tokenIn(link), { password: `Some-pass-${i}` })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
  expect(await usersOf(email)).toBe(1)
  const at = answers.findIndex(({ status }) => status === 201)
  expect((await (await logIn({ email, password: `Some-pass-${at + 1}` })).get('/api/profile')).status).toBe(200)
})

test('of an acceptance and a revocation at once, one happens', async () => {
  for (let round = 0; round < 4; round++) {
    const invited = await make.invitation()
    const [accepted, revoked] = await Promise.all([
      accept(tokenIn(invited.link)),
      new Promise((go) => setTimeout(go, 20 * round)).then(() => admin.delete(`${path}/${invited.id}`)),
    ])
    expect([
      [201, 409],
      [422, 204],
    ]).toContainEqual([accepted.status, revoked.status])
    expect(await usersOf(invited.email)).toBe(accepted.status === 201 ? 1 : 0)
  }
})

test('a list finds by address and name, and by where they stand', async () => {
  const tag = randomUUID().slice(0, 8)
  const add = async (name: string) => make.invitation({ name: `${name} ${tag}` })
  const [open, old, used] = [await add('Open'), await add('Old'), await add('Used')]
  await sql`update invitations set expires_at = now() where id = ${old.id}`
  await accept(tokenIn(used.link))
  const lists = async (query: string) =>
    (await admin.get(`${path}?${query}`)).body.data.map((one: { id: string }) => one.id)
  expect(await lists(`search=${tag.toUpperCase()}`)).toEqual([used.id, old.id, open.id])
  expect(await lists(`search=${open.email}`)).toEqual([open.id])
  for (const [state, { id }] of [
    ['OPEN', open],
    ['EXPIRED', old],
    ['ACCEPTED', used],
  ])
    expect(await lists(`search=${tag}&state=${state}`)).toEqual([id])
})

test('only administrators invite; what an invitation names must be there, and a project once', async () => {
  const { client: other } = await make.user({ systemAccess: 'PROJECTADMIN' })
  const invited = await make.invitation()
  for (const answer of [
    await other.post(path, { email: newEmail() }),
    await other.get(path),
    await other.get(`${path}/${invited.id}`),
    await other.post(`${path}/${invited.id}/resend`),
    await other.delete(`${path}/${invited.id}`),
  ])
    expect(answer.status).toBe(403)
  const { id: projectId } = await make.project()
  const one = { projectId, roleId: roles.Viewer }
  for (const [wrong, field] of [
    [{ email: 'nobody' }, 'email'],
    [{ roleId: noId }, 'roleId'],
    [{ projects: [one, { ...one, projectId: noId }] }, 'projects.1.projectId'],
    [{ projects: [{ ...one, roleId: noId }] }, 'projects.0.roleId'],
    [{ projects: [one, one] }, 'projects'],
  ] as const) {
    const { status, body } = await admin.post(path, { email: newEmail(), ...wrong })
    expect([status, body.error.details.field]).toEqual([422, field])
  }
})

test('a role that an open invitation promises is in use', async () => {
  const [byDefault, inProject] = [await make.role(), await make.role()]
  const { id: projectId } = await make.project()
  const invited = await make.invitation({ roleId: byDefault.id, projects: [{ projectId, roleId: inProject.id }] })
  for (const { id } of [byDefault, inProject])
    expect((await admin.delete(`/api/roles/${id}`)).body.error.issues).toEqual([
      { field: 'invitations', message: `1 open invitation: ${invited.email}` },
    ])
  await admin.delete(`${path}/${invited.id}`)
  for (const { id } of [byDefault, inProject]) expect((await admin.delete(`/api/roles/${id}`)).status).toBe(204)
})

test('with mail the link goes to who is invited, and is shown to nobody', async () => {
  const { received, url } = await mailServer()
  const mailing = await startServer({
    SMTP_URL: url(),
    MAIL_FROM: 'tests@example.com',
    PUBLIC_URL: 'https://t.example',
  })
  mailing.work()
  await vi.waitFor(() => expect(mailing.platform.jobs.state).toBe('started'), 20_000)
  const email = newEmail()
  const { status, body } = await mailing.admin.post(path, { email, name: 'Ada' })
  expect([status, body.link, body.mailed]).toEqual([201, null, true])
  await vi.waitFor(() => expect(received).toHaveLength(1), 20_000)
  const [{ to, text } = { to: [], text: '' }] = received
  const plain = text.replace(/=\r\n/g, '').replaceAll('=3D', '=')
  expect([to, plain]).toEqual([[email], expect.stringContaining('Hello Ada,')])
  const token = /https:\/\/t\.example\/accept-invitation#token=([\w-]{43})/.exec(plain)?.[1] as string
  const kept = await mailing.platform.database.sql`select data::text from pgboss.job`
  expect(JSON.stringify(kept)).not.toContain(token)
  const answer = await mailing.anonymous.post('/api/auth/accept-invitation', { token, name: 'Ada', password: PASSWORD })
  expect([answer.status, answer.body.user?.email]).toEqual([201, email])
}, 60_000)
