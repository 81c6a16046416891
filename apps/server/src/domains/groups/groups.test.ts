import { expect, test } from 'vitest'
import { noId, startServer, unique } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const path = '/api/groups'
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

test('a group is made with members, read, found, renamed and deleted', async () => {
  const [ada, bob] = [(await make.user()).user, (await make.user()).user]
  const given = { name: unique('QA'), userIds: [ada.id, bob.id, ada.id] }
  const { status, body } = await admin.post(path, given)
  expect([status, body]).toMatchObject([201, { name: given.name, memberCount: 2, version: 1 }])
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect((await admin.get(`${path}?search=${encodeURIComponent(given.name.toLowerCase())}`)).body.data).toEqual([body])
  expect((await admin.get(`${path}?userId=${ada.id}`)).body.data).toEqual([body])
  expect((await admin.get(`${path}?userId=${noId}`)).body.data).toEqual([])
  const taken = await admin.post(path, { name: given.name })
  expect([taken.status, taken.body.error.details.field]).toEqual([409, 'name'])
  const renamed = await admin.put(`${path}/${body.id}`, { name: unique('Quality'), expectedVersion: 1 })
  expect(renamed.body).toMatchObject({ memberCount: 2, version: 2 })
  expect((await admin.delete(`${path}/${body.id}`)).status).toBe(204)
  for (const at of ['', '/members']) expect((await admin.get(`${path}/${body.id}${at}`)).status).toBe(404)
  expect((await admin.post(path, { name: renamed.body.name })).status).toBe(201)
})

test('members come, once, by name, and go; who is deleted is none any more', async () => {
  const people = await Promise.all(['Zoe', 'Ada', 'Mia'].map((name) => make.user({ name: unique(name) })))
  const [zoe, ada, mia] = people.map(({ user }) => user)
  const group = await make.group([zoe])
  const members = `${path}/${group.id}/members`
  for (const userIds of [[ada.id, zoe.id], [mia.id], [mia.id]]) await admin.post(members, { userIds })
  const { data, pagination } = (await admin.get(members)).body
  expect([idsOf(data), pagination.total]).toEqual([[ada.id, mia.id, zoe.id], 3])
  expect(data[0]).toEqual({ id: ada.id, name: ada.name, email: ada.email, avatarUrl: null })
  const first = (await admin.get(`${members}?limit=2`)).body
  const rest = (await admin.get(`${members}?limit=2&cursor=${first.pagination.nextCursor}`)).body
  expect([...first.data, ...rest.data]).toEqual(data)
  expect(idsOf((await admin.get(`${members}?search=${mia.email}`)).body.data)).toEqual([mia.id])

  expect((await admin.delete(`${members}/${ada.id}`)).status).toBe(204)
  expect((await admin.delete(`${members}/${ada.id}`)).status).toBe(404)
  await admin.delete(`/api/users/${mia.id}`)
  expect(idsOf((await admin.get(members)).body.data)).toEqual([zoe.id])
  expect((await admin.get(`${path}/${group.id}`)).body.memberCount).toBe(1)
  const wrong = await admin.post(members, { userIds: [zoe.id, mia.id] })
  expect([wrong.status, wrong.body.error.details.field]).toEqual([422, 'userIds.1'])
})

test('several who add at once leave each member once, and the audit log says who came', async () => {
  const users = await Promise.all(Array.from({ length: 4 }, async () => (await make.user()).user))
  const group = await make.group()
  const add = (some: { id: string }[]) => admin.post(`${path}/${group.id}/members`, { userIds: idsOf(some) })
  const answers = await Promise.all([add(users), add(users.toReversed()), add(users.slice(1))])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await admin.get(`${path}/${group.id}`)).body.memberCount).toBe(4)
  const rows = await platform.database.sql`
    select changes from audit_log where entity_id = ${group.id} and operation = 'groups.addMembers'`
  const came = rows.flatMap(({ changes }) => changes.membersAdded)
  expect(came.sort()).toEqual(idsOf(users).sort())
})

test('only administrators know groups and change them', async () => {
  const { client } = await make.user({ systemAccess: 'PROJECTADMIN' })
  const group = await make.group()
  for (const answer of [
    await client.get(path),
    await client.post(path, { name: 'Mine' }),
    await client.get(`${path}/${group.id}`),
    await client.get(`${path}/${group.id}/members`),
    await client.post(`${path}/${group.id}/members`, { userIds: [noId] }),
  ])
    expect(answer.status).toBe(403)
})
