import { expect, test } from 'vitest'
import { noId, startServer, unique } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/roles'
const grants = { cases: ['read', 'write'], '*': ['read'], webhooks: [] }
const project = await make.project()
const starting = (await admin.get(path)).body.data
const named = (name: string) => starting.find((one: { name: string }) => one.name === name)
const setMember = (userId: string, roleId: string) =>
  admin.put(`/api/projects/${project.id}/members/${userId}`, { roleId })

test('the starting roles, the one that may most first', () => {
  expect(starting.map(({ name }: { name: string }) => name)).toEqual([
    'Project admin',
    'Test lead',
    'Tester',
    'Developer',
    'Viewer',
  ])
  expect(starting.every(({ builtIn }: { builtIn: boolean }) => builtIn)).toBe(true)
})

test('a role is made, read, found, changed and deleted', async () => {
  const given = { name: unique('Automation'), description: 'Of pipelines', grants }
  const { status, body } = await admin.post(path, given)
  expect([status, body]).toMatchObject([201, { ...given, builtIn: false, version: 1 }])
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect((await admin.get(`${path}?search=${encodeURIComponent(given.name)}`)).body.data).toEqual([body])
  expect((await admin.post(path, given)).body.error).toMatchObject({ code: 'CONFLICT', details: { field: 'name' } })
  const changed = await admin.put(`${path}/${body.id}`, { grants: { runs: ['read'] }, expectedVersion: 1 })
  expect(changed.body).toMatchObject({ name: given.name, grants: { runs: ['read'] }, version: 2 })
  expect((await admin.delete(`${path}/${body.id}`)).status).toBe(204)
  for (const answer of [await admin.get(`${path}/${body.id}`), await admin.delete(`${path}/${body.id}`)])
    expect(answer.status).toBe(404)
  expect((await admin.post(path, given)).status).toBe(201)
})

test.each([
  ['an unknown area', { rockets: ['read'] }, 'grants.rockets'],
  ['an unknown verb', { cases: ['read', 'launch'] }, 'grants.cases.1'],
  ['a verb without read', { cases: ['write'] }, 'grants.cases'],
  ['a verb twice', { cases: ['read', 'read'] }, 'grants.cases'],
  ['no list', { cases: 'read' }, 'grants.cases'],
])('%s in its grants is a 422 that names it', async (_, wrong, field) => {
  const { status, body } = await admin.post(path, { name: unique('Wrong'), grants: wrong })
  expect([status, body.error.details.field]).toEqual([422, field])
})

test('a starting role can be copied, and changed; whoever has it may do what it grants now', async () => {
  const copy = (await admin.post(`${path}/${named('Viewer').id}/copy`, { name: unique('Reader') })).body
  expect(copy).toMatchObject({ builtIn: false, grants: named('Viewer').grants })
  const { user, client } = await make.user()
  await setMember(user.id, copy.id)
  const add = () => client.post('/api/milestones', { projectId: project.id, name: unique('Milestone') })
  expect((await add()).status).toBe(403)
  await admin.put(`${path}/${copy.id}`, { grants: { ...copy.grants, milestones: ['read', 'write'] } })
  expect((await add()).status).toBe(201)
  const changed = await admin.put(`${path}/${named('Developer').id}`, { description: 'Builds' })
  expect(changed.body).toMatchObject({ builtIn: true, description: 'Builds', grants: named('Developer').grants })
  expect((await admin.post(`${path}/${noId}/copy`, { name: 'x' })).status).toBe(404)
})

test('in use, a role stays, and says where; a starting one that is not goes', async () => {
  const role = await make.role()
  const users = [await make.user({ roleId: role.id }), await make.user(), await make.user()] as const
  for (const { user } of users) await setMember(user.id, role.id)
  await admin.put(`/api/projects/${project.id}/default-access`, { defaultAccess: 'ROLE', roleId: role.id })
  const uses = [
    { kind: 'defaultAccess', count: 1, names: [project.name] },
    { kind: 'members', count: 3, names: [project.name] },
    { kind: 'users', count: 1, names: [users[0].user.name] },
  ]
  expect((await admin.get(`${path}/${role.id}/uses`)).body).toEqual({ data: uses })
  const { status, body } = await admin.delete(`${path}/${role.id}`)
  expect([status, body.error.issues]).toEqual([
    409,
    [
      { field: 'defaultAccess', message: `the default access of ${project.name}` },
      { field: 'members', message: `3 members in ${project.name}` },
      { field: 'users', message: `the default role of 1 user: ${users[0].user.name}` },
    ],
  ])
  expect(body.error.message).toContain(`3 members in ${project.name}; `)

  await admin.put(`/api/projects/${project.id}/default-access`, { defaultAccess: 'NONE' })
  await admin.put(`/api/users/${users[0].user.id}`, { roleId: null })
  for (const { user } of users) await admin.delete(`/api/projects/${project.id}/members/${user.id}`)
  expect((await admin.get(`${path}/${role.id}/uses`)).body).toEqual({ data: [] })
  expect((await admin.delete(`${path}/${role.id}`)).status).toBe(204)
  expect((await admin.get(`${path}/${noId}/uses`)).status).toBe(404)
  expect((await admin.delete(`${path}/${named('Viewer').id}`)).status).toBe(204)
})

test('what lives no more uses no role', async () => {
  const role = await make.role()
  const gone = await make.project()
  const { user } = await make.user({ roleId: role.id })
  await admin.put(`/api/projects/${gone.id}/members/${user.id}`, { roleId: role.id })
  await admin.put(`/api/projects/${gone.id}/default-access`, { defaultAccess: 'ROLE', roleId: role.id })
  expect((await admin.delete(`${path}/${role.id}`)).status).toBe(409)
  await admin.delete(`/api/projects/${gone.id}`)
  await admin.delete(`/api/users/${user.id}`)
  expect((await admin.delete(`${path}/${role.id}`)).status).toBe(204)
})

test('of a deletion and many who give the role meanwhile, none comes to have a role that is gone', async () => {
  for (let round = 0; round < 4; round++) {
    const role = await make.role()
    const { user } = await make.user()
    const other = await make.project()
    const gives = [
      () => setMember(user.id, role.id),
      () => admin.put(`/api/users/${user.id}`, { roleId: role.id }),
      () => admin.put(`/api/projects/${other.id}/default-access`, { defaultAccess: 'ROLE', roleId: role.id }),
    ]
    const [deleted, ...given] = await Promise.all([
      admin.delete(`${path}/${role.id}`),
      ...gives.map((give, i) => new Promise((go) => setTimeout(go, i * round)).then(give)),
    ])
    const isGone = deleted.status === 204
    for (const { status } of given) expect(isGone ? [422] : [200, 422]).toContain(status)
    const [{ count } = {}] = await sql`
      select (select count(*) from members where role_id = ${role.id}) + (select count(*) from users where role_id = ${role.id})
           + (select count(*) from projects where default_role_id = ${role.id}) as count`
    expect(Number(count) > 0).toBe(!isGone)
  }
})
