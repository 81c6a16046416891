import { expect, test } from 'vitest'
import { noId, startServer, unique } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const roles = Object.fromEntries(
  (await admin.get('/api/roles')).body.data.map(({ id, name }: { id: string; name: string }) => [name, id]),
)
const project = await make.project()
const path = `/api/projects/${project.id}/groups`
const give = (group: { id: string }, ...names: string[]) =>
  admin.put(`${path}/${group.id}`, { roleIds: names.map((name) => roles[name]) })
const addMilestone = ({ client }: Awaited<ReturnType<typeof make.user>>) =>
  client.post('/api/milestones', { projectId: project.id, name: unique('Milestone') })

test("a group's roles in a project are set, listed, replaced and taken away", async () => {
  const group = await make.group([(await make.user()).user])
  expect((await admin.get(path)).body.data).toEqual([])
  const { status, body } = await give(group, 'Viewer', 'Tester')
  const is = { projectId: project.id, groupId: group.id, name: group.name, memberCount: 1 }
  const [roleIds, roleNames] = [
    [roles.Viewer, roles.Tester],
    ['Viewer', 'Tester'],
  ]
  expect([status, body]).toEqual([200, { ...is, roleIds, roleNames }])
  expect((await admin.get(path)).body.data).toEqual([
    { ...is, roleIds: roleIds.toReversed(), roleNames: roleNames.toReversed() },
  ])
  expect((await give(group, 'Developer')).body).toMatchObject({ roleNames: ['Developer'] })
  expect((await admin.get(path)).body.data).toMatchObject([{ roleNames: ['Developer'] }])
  expect((await admin.delete(`${path}/${group.id}`)).status).toBe(204)
  expect((await admin.delete(`${path}/${group.id}`)).status).toBe(404)
  expect((await admin.get(path)).body).toMatchObject({ data: [], pagination: { total: 0 } })
  const twice = await give(group, 'Viewer', 'Viewer')
  expect([twice.status, twice.body.error.details.field]).toEqual([422, 'roleIds'])
  expect((await give({ id: noId }, 'Viewer')).status).toBe(404)
})

test('who is in groups may what their roles grant together; an own row comes before, the default after', async () => {
  const one = await make.user()
  const [testers, leads] = [await make.group([one.user]), await make.group([one.user])]
  await admin.put(`/api/projects/${project.id}/default-access`, { defaultAccess: 'ROLE', roleId: roles.Viewer })
  const may = async () => [
    (await one.client.get(`/api/projects/${project.id}`)).status,
    (await addMilestone(one)).status,
  ]
  expect(await may()).toEqual([200, 403])
  await give(testers, 'Tester')
  await give(leads, 'Test lead')
  expect(await may()).toEqual([200, 201])
  await admin.put(`/api/projects/${project.id}/members/${one.user.id}`, { roleId: null })
  expect(await may()).toEqual([404, 404])
  await admin.delete(`/api/projects/${project.id}/members/${one.user.id}`)
  expect(await may()).toEqual([200, 201])
  await admin.delete(`/api/groups/${leads.id}/members/${one.user.id}`)
  expect(await may()).toEqual([200, 403])
  await admin.post(`/api/groups/${leads.id}/members`, { userIds: [one.user.id] })
  expect(await may()).toEqual([200, 201])
  await admin.put(`/api/projects/${project.id}/default-access`, { defaultAccess: 'NONE' })
  for (const group of [leads, testers]) await admin.delete(`/api/groups/${group.id}`)
  expect(await may()).toEqual([404, 404])
  expect((await admin.get(path)).body.data).toEqual([])
})

test('a role that a group has somewhere is in use', async () => {
  const [role, group] = [await make.role(), await make.group()]
  await admin.put(`${path}/${group.id}`, { roleIds: [role.id] })
  const { status, body } = await admin.delete(`/api/roles/${role.id}`)
  expect([status, body.error.issues]).toEqual([409, [{ field: 'groups', message: `1 group: ${group.name}` }]])
  await admin.delete(`/api/groups/${group.id}`)
  expect((await admin.delete(`/api/roles/${role.id}`)).status).toBe(204)
})

test('who may write members gives a group, and takes from it, only what they hold, and none that they are in', async () => {
  const writer = await make.role({ grants: { members: ['read', 'write', 'delete'], cases: ['read'] } })
  const { user, client } = await make.user()
  await admin.put(`/api/projects/${project.id}/members/${user.id}`, { roleId: writer.id })
  const [own, other, leads] = [await make.group([user]), await make.group(), await make.group()]
  await give(leads, 'Test lead')
  const set = (group: { id: string }, roleId: string) => client.put(`${path}/${group.id}`, { roleIds: [roleId] })
  for (const answer of [
    await set(other, roles['Test lead']),
    await set(leads, writer.id),
    await client.delete(`${path}/${leads.id}`),
    await set(own, writer.id),
  ])
    expect(answer.status).toBe(403)
  expect((await admin.get(path)).body.data.map(({ groupId }: { groupId: string }) => groupId)).toEqual([leads.id])
  expect((await set(other, writer.id)).status).toBe(200)
  expect((await client.delete(`${path}/${other.id}`)).status).toBe(204)
  await admin.put(`${path}/${own.id}`, { roleIds: [writer.id] })
  expect((await client.delete(`${path}/${own.id}`)).status).toBe(403)
})

test('groups to pick from: by name, for those who may write members there', async () => {
  const [b, a] = [await make.group([], { name: unique('pick b') }), await make.group([], { name: unique('pick a') })]
  const at = `/api/projects/${project.id}/available-groups?search=PICK`
  const lead = await make.member(project, 'Project admin')
  const { body } = await lead.client.get(at)
  expect(body.data).toEqual([a, b].map(({ id, name }) => ({ id, name, memberCount: 0 })))
  const first = (await lead.client.get(`${at}&limit=1`)).body
  expect((await lead.client.get(`${at}&limit=1&cursor=${first.pagination.nextCursor}`)).body.data).toEqual([
    body.data[1],
  ])
  expect((await (await make.member(project, 'Test lead')).client.get(at)).status).toBe(403)
})

test('several who set the same group at once leave what one of them said, and each knows what was before', async () => {
  const group = await make.group()
  const names = ['Viewer', 'Tester', 'Developer', 'Test lead']
  const answers = await Promise.all(names.map((name) => give(group, name)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const rows = await platform.database.sql`
    select changes from audit_log where entity_id = ${group.id} and operation = 'members.setGroup' order by id`
  const before = rows.flatMap(({ changes }) => changes.before.roleIds).sort()
  const after = rows.flatMap(({ changes }) => changes.after.roleIds)
  const [last] = (await admin.get(path)).body.data.filter(({ groupId }: { groupId: string }) => groupId === group.id)
  expect([...before, ...last.roleIds].sort()).toEqual(after.sort())
})
