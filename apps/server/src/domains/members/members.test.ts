import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const path = `/api/projects/${project.id}`
const roles = Object.fromEntries(
  (await admin.get('/api/roles')).body.data.map(({ id, name }: { id: string; name: string }) => [name, id]),
)

test('a row is made, changed and read; without a role it says no access', async () => {
  const { user, client } = await make.user()
  const put = (roleId: string | null) => admin.put(`${path}/members/${user.id}`, { roleId })
  const first = await put(roles.Viewer)
  expect(first).toMatchObject({
    status: 200,
    body: {
      projectId: project.id,
      userId: user.id,
      name: user.name,
      email: user.email,
      roleName: 'Viewer',
      version: 1,
    },
  })
  expect((await client.get(path)).status).toBe(200)
  expect((await put(null)).body).toMatchObject({ id: first.body.id, roleId: null, roleName: null, version: 2 })
  expect((await client.get(path)).status).toBe(404)
  const last = (await put(roles.Tester)).body
  expect((await admin.get(`${path}/members`)).body.data).toContainEqual(last)
})

test('a row that was removed is gone, and may come back as another one', async () => {
  const { user, client } = await make.member(project, 'Tester')
  expect((await admin.delete(`${path}/members/${user.id}`)).status).toBe(204)
  expect((await admin.delete(`${path}/members/${user.id}`)).status).toBe(404)
  expect((await client.get(path)).status).toBe(404)
  expect((await admin.put(`${path}/members/${user.id}`, { roleId: roles.Viewer })).body.version).toBe(1)
})

test('several who set the same member at once leave one row', async () => {
  const { user } = await make.user()
  const answers = await Promise.all(
    Object.values(roles).map((roleId) => admin.put(`${path}/members/${user.id}`, { roleId })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const { body } = await admin.get(`${path}/members?limit=250`)
  expect(body.data.filter(({ userId }: { userId: string }) => userId === user.id)).toMatchObject([{ version: 5 }])
  expect(body.pagination.total).toBe(body.data.length)
})

test('an unknown user is a 404, an unknown role a 422; a deleted user leaves the list', async () => {
  const { user } = await make.member(project, 'Viewer')
  expect((await admin.put(`${path}/members/${noId}`, { roleId: null })).status).toBe(404)
  const { status, body } = await admin.put(`${path}/members/${user.id}`, { roleId: noId })
  expect([status, body.error.details.field]).toEqual([422, 'roleId'])
  await admin.delete(`/api/users/${user.id}`)
  const list = (await admin.get(`${path}/members?limit=250`)).body
  expect(list.data.map(({ userId }: { userId: string }) => userId)).not.toContain(user.id)
  expect(list.pagination.total).toBe(list.data.length)
})

test('default access is what users without a row get', async () => {
  const other = await make.project()
  const at = `/api/projects/${other.id}/default-access`
  expect((await admin.get(at)).body).toEqual({ projectId: other.id, defaultAccess: 'NONE', roleId: null })
  const { client } = await make.user({ roleId: roles.Developer })
  const milestones = `/api/milestones?projectId=${other.id}`
  expect((await client.get(milestones)).status).toBe(404)
  expect((await admin.put(at, { defaultAccess: 'USER_ROLE' })).body).toMatchObject({ defaultAccess: 'USER_ROLE' })
  expect((await client.get(milestones)).status).toBe(200)
  const body = { defaultAccess: 'ROLE', roleId: roles['Test lead'] }
  expect((await admin.put(at, body)).body).toEqual({ projectId: other.id, ...body })
  expect((await client.post('/api/milestones', { projectId: other.id, name: 'By default' })).status).toBe(201)
  for (const wrong of [
    { defaultAccess: 'ROLE' },
    { defaultAccess: 'NONE', roleId: roles.Viewer },
    { ...body, roleId: noId },
  ])
    expect(await admin.put(at, wrong)).toMatchObject({ status: 422, body: { error: { details: { field: 'roleId' } } } })
  await admin.put(at, { defaultAccess: 'NONE' })
  expect((await client.get(milestones)).status).toBe(404)
})

test('who may write members cannot make themselves, or others, more than they are', async () => {
  const project = await make.project()
  const [{ user, client }, other, lead] = [
    await make.user(),
    await make.user(),
    await make.member(project, 'Test lead'),
  ]
  const role = await make.role({ grants: { members: ['read', 'write', 'delete'], cases: ['read'] } })
  const at = (id: string) => `/api/projects/${project.id}/members/${id}`
  expect((await admin.put(at(user.id), { roleId: role.id })).status).toBe(200)
  const { body } = await admin.get('/api/roles')
  const projectAdmin = body.data.find(({ name }: { name: string }) => name === 'Project admin').id
  for (const answer of [
    await client.put(at(user.id), { roleId: projectAdmin }),
    await client.put(at(other.user.id), { roleId: projectAdmin }),
    await client.put(at(lead.user.id), { roleId: null }),
    await client.delete(at(lead.user.id)),
    await client.delete(at(user.id)),
    await client.put(`/api/projects/${project.id}/default-access`, { defaultAccess: 'ROLE', roleId: projectAdmin }),
    await client.put(`/api/projects/${project.id}/default-access`, { defaultAccess: 'USER_ROLE' }),
  ])
    expect(answer.status).toBe(403)
  expect((await client.put(at(other.user.id), { roleId: role.id })).status).toBe(200)
})

test('a default access is changed only by who holds what it gave before, and what it gives now', async () => {
  const project = await make.project()
  const at = `/api/projects/${project.id}/default-access`
  const role = await make.role({ grants: { members: ['read', 'write'], cases: ['read'] } })
  const { user, client } = await make.user()
  await admin.put(`/api/projects/${project.id}/members/${user.id}`, { roleId: role.id })
  const none = { defaultAccess: 'NONE' }
  for (const higher of [{ defaultAccess: 'ROLE', roleId: roles['Test lead'] }, { defaultAccess: 'USER_ROLE' }]) {
    await admin.put(at, higher)
    for (const wanted of [higher, none]) expect((await client.put(at, wanted)).status).toBe(403)
  }
  await admin.put(at, none)
  for (const wanted of [{ defaultAccess: 'ROLE', roleId: role.id }, none])
    expect((await client.put(at, wanted)).status).toBe(200)
})

test('default access of each kind, and what comes before it', async () => {
  const project = await make.project()
  const at = `/api/projects/${project.id}`
  const set = async (body: object) => expect((await admin.put(`${at}/default-access`, body)).status).toBe(200)
  const [plain, withRole, denied, powerless] = await Promise.all([
    make.user(),
    make.user({ roleId: roles.Tester }),
    make.user({ roleId: roles.Tester }),
    make.user({ roleId: roles.Tester, systemAccess: 'NONE' }),
  ])
  await admin.put(`${at}/members/${denied.user.id}`, { roleId: null })
  const seen = async () => {
    const read = async ({ client }: typeof plain) =>
      (await client.get(`${at}/access`)).body.grants?.cases?.join() ?? '-'
    return Promise.all([plain, withRole, denied, powerless].map(read))
  }
  expect(await seen()).toEqual(['-', '-', '-', '-'])
  await set({ defaultAccess: 'USER_ROLE' })
  expect(await seen()).toEqual(['-', 'read,write', '-', '-'])
  await set({ defaultAccess: 'ROLE', roleId: roles.Viewer })
  expect(await seen()).toEqual(['read', 'read', '-', '-'])
  await admin.put(at, { settings: { allowPublicAccess: true } })
  await set({ defaultAccess: 'NONE' })
  expect(await seen()).toEqual(['read', 'read', '-', '-'])
})

test('nobody gives a friend more than they hold themselves, nor takes it, by what the default access does', async () => {
  const own = await make.project()
  const at = (id: string) => `/api/projects/${own.id}/members/${id}`
  const lead = await make.role({ grants: { members: ['read', 'write', 'delete'] } })
  const manager = await make.member(own, lead.name)
  const [friend, victim] = [await make.user(), await make.user()]
  expect((await admin.put(at(friend.user.id), { roleId: null })).status).toBe(200)
  await admin.put(`/api/projects/${own.id}/default-access`, {
    defaultAccess: 'ROLE',
    roleId: roles['Project admin'],
  })
  expect((await victim.client.get(`/api/projects/${own.id}`)).status).toBe(200)
  expect((await manager.client.delete(at(friend.user.id))).status).toBe(403)
  expect((await friend.client.get(`/api/projects/${own.id}`)).status).toBe(404)
  expect((await manager.client.put(at(victim.user.id), { roleId: null })).status).toBe(403)
  expect((await victim.client.get(`/api/projects/${own.id}`)).status).toBe(200)
})
