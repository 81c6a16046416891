import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/sessions'
const project = await make.project()
const tester = await make.member(project, 'Tester')
const outsider = await make.user()

const eventsOf = async (id: string) =>
  (await sql`select type, payload from events where entity_id = ${id} order by id`).map(({ type, payload }) => [
    type,
    payload.assigned,
  ])
const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id)
const fieldOf = ({ status, body }: { status: number; body: { error?: { details?: { field: string } } } }) => [
  status,
  body.error?.details?.field,
]
const record = ({ id }: { id: string }, body: object) => admin.post(`${path}/${id}/results`, body)

test('keeps what was given', async () => {
  const [milestone, configuration] = [await make.milestone(project), await make.configuration(project)]
  const [template] = (await admin.get(`/api/templates?projectId=${project.id}`)).body.data
  const given = {
    name: 'Pay twice',
    description: 'What happens when the customer pays twice?',
    templateId: template.id,
    milestoneId: milestone.id,
    configurationId: configuration.id,
    assignedTo: tester.user.id,
    estimate: 5400,
  }
  const { status, body } = await admin.post(path, { projectId: project.id, ...given })
  expect(status).toBe(201)
  expect(body).toMatchObject({ ...given, projectId: project.id, status: 'ACTIVE', completedAt: null, version: 1 })
  expect(body).toMatchObject({ duration: 0, durationMs: 0, counts: { bug: 0, question: 0, idea: 0, risk: 0, note: 0 } })
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
})

test('results add up on it, and are listed with their findings in the order in which they came', async () => {
  const session = await make.session(project)
  const findings = ['BUG', 'QUESTION', 'IDEA', 'RISK', 'NOTE'].map((type) => ({ type, title: `A ${type}` }))
  const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Twice' }] }] }
  const more = { type: 'BUG', title: 'Again', description: document, severity: 'HIGH' }
  const first = await record(session, { notes: '12', duration: 90, findings })
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ notes: '12', duration: 90, durationMs: 90_000, findings, sessionId: session.id })
  const second = (await record(session, { durationMs: 400, findings: [more] })).body
  expect(second).toMatchObject({ notes: null, duration: 0, durationMs: 400, findings: [more] })
  const is = (await admin.get(`${path}/${session.id}`)).body
  expect(is).toMatchObject({ duration: 90, durationMs: 90_400, version: session.version })
  expect(is.counts).toEqual({ bug: 2, question: 1, idea: 1, risk: 1, note: 1 })
  const listed = (await admin.get(`${path}/${session.id}/results`)).body
  expect(listed).toMatchObject({ data: [second, first.body], pagination: { total: 2 } })

  const all = await admin.get(`${path}/${session.id}/findings`)
  expect(all.body.data.map(({ title }: { title: string }) => title)).toEqual([
    'Again',
    ...findings.map(({ title }) => title).reverse(),
  ])
  const [{ id, description, severity }] = second.findings
  expect(all.body.data[0]).toEqual({
    id,
    type: 'BUG',
    title: 'Again',
    description,
    severity,
    sessionResultId: second.id,
    createdAt: second.createdAt,
    createdBy: second.createdBy,
    issueId: null,
  })
  for (const [query, count] of [
    ['type=BUG,RISK', 3],
    ['severity=HIGH', 1],
    ['type=NOTE&severity=HIGH', 0],
  ])
    expect(idsOf(await admin.get(`${path}/${session.id}/findings?${query}`))).toHaveLength(count as number)
})

test('a result says something', async () => {
  const session = await make.session(project)
  for (const body of [{}, { notes: null, findings: [] }])
    expect(fieldOf(await record(session, body))).toEqual([422, 'notes'])
  for (const [findings, field] of [
    [[{ type: 'BUG', title: ' ' }], 'findings.0.title'],
    [[{ type: 'NOTE', title: 'x' }, { title: 'x' }], 'findings.1.type'],
  ] as const)
    expect(fieldOf(await record(session, { findings }))).toEqual([422, field])
})

test('completing it is told once, and ends it: what comes later is a 409 until it is opened again', async () => {
  const session = await make.session(project)
  await record(session, { notes: 'Before' })
  const put = (body: object) => admin.put(`${path}/${session.id}`, body)
  const completed = (await put({ status: 'COMPLETED' })).body
  expect(completed).toMatchObject({ status: 'COMPLETED', completedAt: completed.updatedAt })
  expect((await put(completed)).body.completedAt).toBe(completed.completedAt)
  expect(await eventsOf(session.id)).toEqual([['session.completed', undefined]])
  const late = await record(session, { notes: 'Late', findings: [{ type: 'BUG', title: 'Late' }] })
  expect(late).toMatchObject({ status: 409, body: { error: { message: expect.stringMatching(/is completed/) } } })
  expect((await admin.get(`${path}/${session.id}`)).body).toMatchObject({ durationMs: 0, counts: { bug: 0 } })
  expect((await put({ status: 'ACTIVE' })).body.completedAt).toBe(null)
  expect((await record(session, { notes: 'After' })).status).toBe(201)
  expect((await put({ status: 'CANCELLED' })).body.completedAt).toBe(null)
  expect((await record(session, { notes: 'Late' })).status).toBe(409)
  expect((await admin.get(`${path}/${session.id}/results`)).body.pagination.total).toBe(2)
})

test('of a result and the end that come at once, the result counts or is refused', async () => {
  for (let i = 0; i < 5; i++) {
    const session = await make.session(project)
    const [{ status }] = await Promise.all([
      record(session, { notes: 'Now', duration: 1 }),
      admin.put(`${path}/${session.id}`, { status: 'COMPLETED' }),
    ])
    expect([201, 409]).toContain(status)
    expect((await admin.get(`${path}/${session.id}`)).body).toMatchObject({
      status: 'COMPLETED',
      duration: status === 201 ? 1 : 0,
    })
  }
})

test('a new status takes the right to close; without it what GET gave can be PUT back', async () => {
  const session = await make.session(project)
  const { id: roleId, grants } = (await admin.get('/api/roles')).body.data.find(
    ({ name }: { name: string }) => name === 'Tester',
  )
  await sql`update roles set grants = grants || '{"sessions": ["read", "write"]}' where id = ${roleId}`
  expect((await tester.client.put(`${path}/${session.id}`, session)).status).toBe(200)
  for (const status of ['COMPLETED', 'CANCELLED'])
    expect((await tester.client.put(`${path}/${session.id}`, { status })).status).toBe(403)
  await sql`update roles set grants = ${JSON.stringify(grants)} where id = ${roleId}`
  expect((await tester.client.put(`${path}/${session.id}`, { status: 'COMPLETED' })).status).toBe(200)
})

test('whoever comes to have it is told once; who cannot read the project cannot', async () => {
  const { id } = await make.session(project, { assignedTo: tester.user.id })
  const told = ['session.assigned', [{ userId: tester.user.id, count: 1 }]]
  const put = (body: object) => admin.put(`${path}/${id}`, body)
  await put({ name: 'Other', assignedTo: tester.user.id })
  expect(await eventsOf(id)).toEqual([told])
  await put({ assignedTo: null })
  await put({ assignedTo: tester.user.id })
  expect(await eventsOf(id)).toEqual([told, told])
  const off = await make.member(project, 'Tester')
  await admin.put(`/api/users/${off.user.id}`, { active: false })
  for (const { user } of [outsider, await make.member(project, null), off]) {
    expect(fieldOf(await put({ assignedTo: user.id }))).toEqual([422, 'assignedTo'])
    const draft = { projectId: project.id, name: 'x', assignedTo: user.id }
    expect(fieldOf(await admin.post(path, draft))).toEqual([422, 'assignedTo'])
  }
  await admin.delete(`/api/projects/${project.id}/members/${tester.user.id}`)
  expect((await put((await admin.get(`${path}/${id}`)).body)).status).toBe(200)
  await admin.put(`/api/projects/${project.id}/members/${tester.user.id}`, {
    roleId: (await admin.get('/api/roles')).body.data[2].id,
  })
})

test('is listed by status, assignee, milestone and name, in the order that is asked for', async () => {
  const here = await make.project()
  const { user } = await make.member(here, 'Tester')
  const milestone = await make.milestone(here)
  const b = await make.session(here, { name: 'B pays', milestoneId: milestone.id })
  const a = await make.session(here, { name: 'A pays', assignedTo: user.id })
  const c = await make.session(here, { name: 'C 100% looks' })
  await admin.put(`${path}/${b.id}`, { status: 'COMPLETED' })
  const list = async (query: string) => idsOf(await admin.get(`${path}?projectId=${here.id}&${query}`))
  for (const [query, found] of [
    ['', [c, a, b]],
    ['sort=createdAt', [b, a, c]],
    ['sort=name', [a, b, c]],
    ['sort=-name', [c, b, a]],
    ['sort=-updatedAt', [b, c, a]],
    ['status=ACTIVE', [c, a]],
    ['status=COMPLETED,CANCELLED', [b]],
    [`assignedTo=${user.id}`, [a]],
    [`milestoneId=${milestone.id}`, [b]],
    ['search=PAYS', [a, b]],
    ['search=0%25', [c]],
  ] as const)
    expect(await list(query), query).toEqual(found.map(({ id }) => id))
  const { body } = await admin.get(`${path}?projectId=${here.id}&sort=name&limit=2`)
  expect(await list(`sort=name&limit=2&cursor=${body.pagination.nextCursor}`)).toEqual([c.id])
})

/** Brings back what was deleted last. */
async function restore() {
  const [{ id }] = (await admin.get(`/api/trash?projectId=${project.id}`)).body.data
  expect((await admin.post(`/api/trash/${id}/restore`)).status).toBe(200)
}

test('deleted, it is gone with all that is in it, and comes back with it', async () => {
  const session = await make.session(project)
  await record(session, { findings: [{ type: 'BUG', title: 'x' }] })
  expect((await admin.delete(`${path}/${session.id}`)).status).toBe(204)
  for (const further of ['', '/results', '/findings'])
    expect((await admin.get(`${path}/${session.id}${further}`)).status).toBe(404)
  expect((await record(session, { notes: 'x' })).status).toBe(404)
  await restore()
  expect((await admin.get(`${path}/${session.id}`)).body.counts.bug).toBe(1)
  expect((await admin.get(`${path}/${session.id}/findings`)).body.data).toHaveLength(1)
})

test('its milestone gone, it stays without one, and has it again when that comes back', async () => {
  const milestone = await make.milestone(project)
  const run = await make.run(project, [], { milestoneId: milestone.id })
  const session = await make.session(project, { milestoneId: milestone.id })
  const { headers } = await admin.delete(`/api/milestones/${milestone.id}`)
  expect((await admin.get(`${path}/${session.id}`)).body).toMatchObject({ milestoneId: null, version: 2 })
  const [row] = await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`
  expect(row?.changes).toMatchObject({ runs: 1, runIds: [run.id], sessions: 1, sessionIds: [session.id] })
  await restore()
  for (const at of [`${path}/${session.id}`, `/api/test-runs/${run.id}`])
    expect((await admin.get(at)).body.milestoneId).toBe(milestone.id)
})

test('what it refers to and is gone may be named again, and by no other session', async () => {
  const configuration = await make.configuration(project)
  const session = await make.session(project, { configurationId: configuration.id })
  await admin.delete(`/api/configurations/${configuration.id}`)
  const put = (one: { id: string }) => admin.put(`${path}/${one.id}`, { configurationId: configuration.id })
  expect((await put(session)).body.configurationId).toBe(configuration.id)
  expect(fieldOf(await put(await make.session(project)))).toEqual([422, 'configurationId'])
  await admin.put(`${path}/${session.id}`, { configurationId: null })
  expect(fieldOf(await put(session))).toEqual([422, 'configurationId'])
})
