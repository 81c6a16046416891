import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/issues'
const project = await make.project()
const tester = await make.member(project, 'Tester')
const lead = await make.member(project, 'Test lead')
const outsider = await make.user()

const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id)
const fieldOf = ({ status, body }: { status: number; body: { error?: { details?: { field: string } } } }) => [
  status,
  body.error?.details?.field,
]
const eventsOf = async (id: string) =>
  (await sql`select type, payload from events where entity_id = ${id} order by id`).map(({ type, payload }) => [
    type,
    payload.assigned ?? payload.name,
  ])

test('keeps what was given, at both paths', async () => {
  const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Pay twice' }] }] }
  const given = {
    name: 'SHOP-PAY',
    title: 'Paying twice charges twice',
    description: document,
    priority: 'HIGH',
    severity: 'CRITICAL',
    assignedTo: tester.user.id,
    externalId: 'JIRA-123',
    externalUrl: 'https://jira.example.com/JIRA-123',
    integrationId: (await make.integration()).id,
  }
  const { status, body } = await admin.post(`${path}/create`, { projectId: project.id, ...given })
  expect(status).toBe(201)
  expect(body).toMatchObject({ ...given, projectId: project.id, status: 'OPEN', findingId: null, version: 1 })
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect(await eventsOf(body.id)).toEqual([
    ['issue.created', 'SHOP-PAY'],
    ['issue.assigned', [{ userId: tester.user.id, count: 1 }]],
  ])
  const { externalId, integrationId } = given
  const again = await admin.post(path, { projectId: project.id, title: 'x', externalId, integrationId })
  expect(fieldOf(again)).toEqual([409, 'externalId'])
})

test('names that are made count up over all projects; nobody else gives one of them', async () => {
  const [one, two] = [await make.issue(project), await make.issue(await make.project())]
  const numbers = [one, two].map(({ name }) => Number(/^ISSUE-(\d+)$/.exec(name)?.[1]))
  expect(numbers[1]).toBe((numbers[0] as number) + 1)
  const next = `issue-${(numbers[1] as number) + 1}`
  expect(fieldOf(await admin.post(path, { projectId: project.id, title: 'x', name: next }))).toEqual([422, 'name'])
  expect(fieldOf(await admin.put(`${path}/${one.id}`, { name: next }))).toEqual([422, 'name'])
  expect((await admin.put(`${path}/${one.id}`, one)).body.name).toBe(one.name)
})

test('a name is unique among the living of its project, without regard to case', async () => {
  const { id } = await make.issue(project, { name: 'Basket' })
  const again = () => admin.post(path, { projectId: project.id, title: 'x', name: 'BASKET' })
  expect(fieldOf(await again())).toEqual([409, 'name'])
  await make.issue(await make.project(), { name: 'basket' })
  expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
  const { status, body } = await again()
  expect(status).toBe(201)
  const [{ id: deletion }] = (await admin.get('/api/trash?entityType=issue')).body.data
  const restore = () => admin.post(`/api/trash/${deletion}/restore`)
  expect(fieldOf(await restore())).toEqual([409, 'name'])
  await admin.put(`${path}/${body.id}`, { name: 'Another basket' })
  expect((await restore()).status).toBe(200)
  expect((await admin.get(`${path}/${id}`)).body).toMatchObject({ name: 'Basket', deleted: false })
})

test('is listed over all projects that the caller reads, by what is asked for', async () => {
  const [here, there] = [await make.project(), await make.project()]
  const { client, user } = await make.member(here, 'Tester')
  const integration = await make.integration()
  const a = await make.issue(here, { title: 'A 100% loss', priority: 'LOW', severity: 'HIGH' })
  const b = await make.issue(here, { externalId: 'JIRA-9', integrationId: integration.id })
  const c = await make.issue(here, { name: 'SHOP-9', assignedTo: user.id })
  const d = await make.issue(here)
  const hidden = await make.issue(there)
  await admin.put(`${path}/${a.id}`, { status: 'RESOLVED' })
  await admin.delete(`${path}/${d.id}`)
  const list = async (query: string) => idsOf(await client.get(`${path}?${query}`))
  for (const [query, found] of [
    ['', [c, b, a]],
    [`projectId=${here.id}`, [c, b, a]],
    [`projectId=${there.id}`, []],
    ['sort=createdAt', [a, b, c]],
    ['sort=-updatedAt', [a, c, b]],
    ['isDeleted=true', [d, c, b, a]],
    ['isDeleted=false', [c, b, a]],
    [`integrationId=${integration.id}`, [b]],
    [`assignedTo=${user.id}`, [c]],
    ['status=OPEN,IN_PROGRESS', [c, b]],
    ['status=RESOLVED&priority=LOW&severity=HIGH,CRITICAL', [a]],
    ['search=-9', [c, b]],
    ['search=0%25', [a]],
  ] as const)
    expect(await list(query), query).toEqual(found.map(({ id }) => id))
  expect((await client.get(`${path}?isDeleted=true`)).body.data[0]).toMatchObject({ id: d.id, deleted: true })
  expect(idsOf(await admin.get(path))).toContain(hidden.id)
  const { body } = await client.get(`${path}?sort=-updatedAt&limit=2`)
  expect(await list(`sort=-updatedAt&limit=2&cursor=${body.pagination.nextCursor}`)).toEqual([b.id])
})

test('an integration is named where it is at work; administrators know of all', async () => {
  const integration = await make.integration()
  const draft = { projectId: project.id, title: 'x', integrationId: integration.id }
  expect(fieldOf(await tester.client.post(path, draft))).toEqual([422, 'integrationId'])
  const issue = await make.issue(project, { integrationId: integration.id })
  const put = (body: object) => tester.client.put(`${path}/${issue.id}`, body)
  expect((await put(issue)).status).toBe(200)
  await put({ integrationId: null })
  expect(fieldOf(await put({ integrationId: integration.id }))).toEqual([422, 'integrationId'])
  await admin.post(`/api/projects/${project.id}/integrations`, { integrationId: integration.id })
  expect((await put({ integrationId: integration.id })).status).toBe(200)
  expect((await tester.client.post(path, draft)).status).toBe(201)
})

test('whoever comes to have it is told once; who cannot read the project cannot', async () => {
  const { id, name } = await make.issue(project)
  const put = (body: object) => admin.put(`${path}/${id}`, body)
  for (const title of ['One', 'Two']) await put({ title, assignedTo: tester.user.id })
  expect(await eventsOf(id)).toEqual([
    ['issue.created', name],
    ['issue.assigned', [{ userId: tester.user.id, count: 1 }]],
  ])
  expect(fieldOf(await put({ assignedTo: outsider.user.id }))).toEqual([422, 'assignedTo'])
  const draft = { projectId: project.id, title: 'x', assignedTo: outsider.user.id }
  expect(fieldOf(await admin.post(path, draft))).toEqual([422, 'assignedTo'])
})

test('to close it, and to open it again, takes its own right', async () => {
  const issue = await make.issue(project)
  const put = async ({ client }: { client: typeof admin }, status: string) =>
    (await client.put(`${path}/${issue.id}`, { status, title: status })).status
  for (const status of ['IN_PROGRESS', 'RESOLVED', 'OPEN']) expect(await put(tester, status)).toBe(200)
  expect(await put(tester, 'CLOSED')).toBe(403)
  expect(await put(lead, 'CLOSED')).toBe(200)
  expect(await put(tester, 'OPEN')).toBe(403)
  expect(await put(tester, 'CLOSED')).toBe(200)
})
