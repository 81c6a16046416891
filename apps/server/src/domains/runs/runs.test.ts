import { expect, test } from 'vitest'
import { sentBy } from '../../../test/sent.ts'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const path = '/api/test-runs'
const read = async ({ id }: { id: string }) => (await admin.get(`${path}/${id}`)).body
const titles = async ({ id }: { id: string }, query = '') =>
  (await admin.get(`${path}/${id}/cases?limit=250${query}`)).body.data.map(({ title }: { title: string }) => title)
const { sql } = platform.database

/** How many statements the server sends while it works on something. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  return (await sentBy(platform.database, work)).length
}

test('keeps what was given, and holds each case once', async () => {
  const { user } = await make.member(project, 'Tester')
  const milestone = await make.milestone(project)
  const [a, b] = [await make.case(project), await make.case(project)]
  const given = { name: 'Smoke', description: 'Before the release', milestoneId: milestone.id }
  const testCases = [
    { repositoryCaseId: a.id, assignedTo: user.id },
    { repositoryCaseId: b.id },
    { repositoryCaseId: a.id },
  ]
  const { status, body } = await admin.post(path, { projectId: project.id, ...given, testCases })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...given,
    status: 'ACTIVE',
    version: 1,
    completedAt: null,
    configurationId: null,
    configurationIds: [],
    counts: { notStarted: 2, inProgress: 0, passed: 0, failed: 0, blocked: 0, skipped: 0 },
    testCasesTotal: 2,
    testCases: [
      { repositoryCaseId: a.id, assignedTo: user.id, status: 'NOT_STARTED', executedAt: null },
      { repositoryCaseId: b.id, assignedTo: null },
    ],
  })
  expect(await read(body)).toEqual(body)
  const { data } = (await admin.get(`${path}?projectId=${project.id}&milestoneId=${milestone.id}`)).body
  const { testCases: _, testCasesTotal: __, attachments: ___, ...listed } = body
  expect(data).toEqual([listed])
})

test('its cases stand by the paths of their folders, then by number, and by configuration', async () => {
  const project = await make.project()
  const [z, a] = [await make.folder(project, { name: 'Z' }), await make.folder(project, { name: 'A' })]
  const inside = await make.folder(project, { name: 'B', parentId: a.id })
  const made = []
  for (const [title, folder] of [
    ['in Z', z],
    ['in A/B', inside],
    ['first in A', a],
    ['second in A', a],
    ['in the root', null],
  ] as const)
    made.push(await make.case(project, { title, ...(folder && { folderId: folder.id }) }))
  const configurations = [await make.configuration(project), await make.configuration(project)].map(({ id }) => id)
  const expected = await (async () => {
    const { data } = (await admin.get(`/api/folders?projectId=${project.id}&limit=250`)).body
    const orderOf = Object.fromEntries(data.map(({ name, order }: { name: string; order: number }) => [name, order]))
    const inA = ['first in A', 'second in A', 'in A/B']
    return ['in the root', ...(orderOf.Z < orderOf.A ? ['in Z', ...inA] : [...inA, 'in Z'])]
  })()
  const one = await make.run(project, made.toReversed())
  expect(await titles(one)).toEqual(expected)
  const several = await make.run(project, made.toReversed(), { configurationIds: configurations })
  expect(several).toMatchObject({ configurationId: null, configurationIds: configurations, testCasesTotal: 10 })
  expect(await titles(several)).toEqual(expected.flatMap((title) => [title, title]))
  expect(several.testCases.map(({ configurationId }: { configurationId: string }) => configurationId)).toEqual(
    expected.flatMap(() => configurations),
  )
  const [configurationId] = configurations
  expect(await make.run(project, made, { configurationId })).toMatchObject({ configurationId, testCasesTotal: 5 })
})

test('a filter takes the cases that it finds, and adding takes those that are not there yet', async () => {
  const folder = await make.folder(project)
  const [tagged] = [
    await make.case(project, { folderId: folder.id, tags: ['smoke'] }),
    await make.case(project, { folderId: folder.id }),
  ]
  const filter = { folderId: folder.id, tags: ['smoke'] }
  const run = (await admin.post(path, { projectId: project.id, name: 'Filtered', filter })).body
  expect(run.testCases).toMatchObject([{ repositoryCaseId: tagged.id }])
  const more = { filter: { folderId: folder.id } }
  expect((await admin.post(`${path}/${run.id}/cases`, more)).body).toEqual({ added: 1 })
  expect((await admin.post(`${path}/${run.id}/cases`, more)).body).toEqual({ added: 0 })
  expect(await read(run)).toMatchObject({ counts: { notStarted: 2 }, testCases: [{ repositoryCaseId: tagged.id }, {}] })
})

test('of many that add the same cases at once each case comes once, and the counts are right', async () => {
  const cases = []
  for (let i = 0; i < 5; i++) cases.push(await make.case(project))
  const run = await make.run(project, [])
  const testCases = cases.map(({ id }) => ({ repositoryCaseId: id }))
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => admin.post(`${path}/${run.id}/cases`, { testCases })),
  )
  expect(answers.reduce((sum, { body }) => sum + body.added, 0)).toBe(5)
  expect(await read(run)).toMatchObject({ counts: { notStarted: 5 }, testCasesTotal: 5 })
})

test('what is of elsewhere, deleted or unknown is a 422 on its field', async () => {
  const elsewhere = await make.project()
  const there = { case: await make.case(elsewhere), configuration: await make.configuration(elsewhere) }
  const gone = await make.case(project)
  await admin.delete(`/api/repository-cases/${gone.id}`)
  const mine = await make.case(project)
  const outsider = await make.user()
  for (const [field, body] of [
    ['testCases.0.repositoryCaseId', { testCases: [{ repositoryCaseId: there.case.id }] }],
    ['testCases.1.repositoryCaseId', { testCases: [{ repositoryCaseId: mine.id }, { repositoryCaseId: gone.id }] }],
    ['testCases.0.repositoryCaseId', { testCases: [{ repositoryCaseId: noId }] }],
    ['testCases.0.assignedTo', { testCases: [{ repositoryCaseId: mine.id, assignedTo: noId }] }],
    ['testCases.0.assignedTo', { testCases: [{ repositoryCaseId: mine.id, assignedTo: outsider.user.id }] }],
    ['configurationIds.0', { configurationIds: [there.configuration.id] }],
    ['milestoneId', { milestoneId: (await make.milestone(elsewhere)).id }],
    ['filter', { testCases: [], filter: {} }],
  ] as const) {
    const answer = await admin.post(path, { projectId: project.id, name: 'x', ...body })
    expect([answer.status, answer.body.error?.details.field]).toEqual([422, field])
  }
})

test('completing it tells once for each completion; reopening goes on; cancelling closes too', async () => {
  const run = await make.run(project, [await make.case(project)])
  const put = async (body: object) => (await admin.put(`${path}/${run.id}`, body)).body
  const told = () => sql`select payload from events where type = 'test_run.completed' and entity_id = ${run.id}`
  expect((await put({ status: 'COMPLETED' })).completedAt).toMatch(/Z$/)
  await put({ status: 'COMPLETED', name: 'Renamed' })
  expect(await told()).toMatchObject([
    { payload: { id: run.id, projectId: project.id, status: 'COMPLETED', results: { passed: 0, failed: 0 } } },
  ])
  expect(await put({ status: 'ACTIVE' })).toMatchObject({ status: 'ACTIVE', completedAt: null, name: 'Renamed' })
  await put({ status: 'COMPLETED' })
  expect(await told()).toHaveLength(2)
  expect(await put({ status: 'CANCELLED' })).toMatchObject({ completedAt: null })
  const added = await admin.post(`${path}/${run.id}/cases`, { testCases: [] })
  expect(added.status).toBe(409)
})

test('closing needs its own right; what GET gave can be PUT back without it', async () => {
  const run = await make.run(project, [])
  const { client } = await make.member(project, 'Tester')
  const writer = await admin.get('/api/roles')
  const { grants } = writer.body.data.find(({ name }: { name: string }) => name === 'Tester')
  expect((grants.runs ?? grants['*']).includes('close')).toBe(false)
  expect((grants.runs ?? grants['*']).includes('write')).toBe(true)
  expect((await client.put(`${path}/${run.id}`, { status: 'COMPLETED' })).status).toBe(403)
  expect(await client.put(`${path}/${run.id}`, run)).toMatchObject({ status: 200, body: { version: 2 } })
})

test('cases are removed with their results, and only those that are in it', async () => {
  const cases = [await make.case(project), await make.case(project), await make.case(project)]
  const run = await make.run(project, cases)
  const [first, second] = run.testCases
  const results = [first, second].map(({ id }) => ({ caseId: id, status: 'FAILED', durationMs: 1000 }))
  await admin.post(`${path}/${run.id}/results`, {
    results: [
      ...results,
      { caseId: first.id, status: 'PASSED', attachments: [{ name: 'log', url: 'https://example.com' }] },
    ],
  })
  const wrong = await admin.post(`${path}/${run.id}/cases/remove`, { ids: [first.id, noId] })
  expect([wrong.status, wrong.body.error.details.field]).toEqual([422, 'ids.1'])
  expect((await read(run)).counts).toMatchObject({ notStarted: 1, passed: 1, failed: 1 })
  expect((await admin.post(`${path}/${run.id}/cases/remove`, { ids: [first.id] })).body).toEqual({ removed: 1 })
  expect(await read(run)).toMatchObject({ counts: { notStarted: 1, passed: 0, failed: 1 }, testCasesTotal: 2 })
  const daily = () =>
    sql`select passed, failed, duration_ms::int as ms, timed from daily_results where run_id = ${run.id}`
  expect(await daily()).toEqual([{ passed: 0, failed: 1, ms: 1000, timed: 1 }])
  expect(await sql`select 1 from results where run_id = ${run.id}`).toHaveLength(1)
  await admin.post(`${path}/${run.id}/cases/remove`, { ids: [second.id] })
  expect(await daily()).toEqual([])
  await admin.put(`${path}/${run.id}`, { status: 'COMPLETED' })
  const closed = await admin.post(`${path}/${run.id}/cases/remove`, { ids: [run.testCases[2].id] })
  expect(closed.status).toBe(409)
  expect((await read(run)).testCasesTotal).toBe(1)
})

test('with results they are removed only by who may delete results, and the audit row says what went', async () => {
  const run = await make.run(project, [await make.case(project), await make.case(project)])
  const [executed, fresh] = run.testCases
  for (const status of ['FAILED', 'PASSED'])
    await admin.post(`${path}/${run.id}/cases/${executed.id}/execute`, { status })
  const { client } = await make.member(project, 'Tester')
  const remove = (who: typeof admin, ids: string[]) => who.post(`${path}/${run.id}/cases/remove`, { ids })
  expect((await remove(client, [executed.id, fresh.id])).status).toBe(403)
  expect(await read(run)).toMatchObject({ testCasesTotal: 2, counts: { passed: 1 } })
  expect((await remove(client, [fresh.id])).body).toEqual({ removed: 1 })
  const { headers } = await remove(admin, [executed.id])
  expect(await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`).toEqual([
    {
      changes: {
        removed: 1,
        results: 2,
        runCases: [{ id: executed.id, caseId: executed.repositoryCaseId, status: 'PASSED', results: 2 }],
      },
    },
  ])
})

test('what was added and assigned stands in the audit row by its ids', async () => {
  const one = await make.case(project)
  const run = await make.run(project, [])
  await admin.post(`${path}/${run.id}/cases`, { testCases: [{ repositoryCaseId: one.id }] })
  const runCaseIds = (await read(run)).testCases.map(({ id }: { id: string }) => id)
  await admin.post(`${path}/${run.id}/cases/assign`, { ids: runCaseIds, assignedTo: null })
  const rows = await sql`select changes from audit_log where entity_id = ${run.id} order by id offset 1`
  expect(rows.map(({ changes }) => changes)).toEqual([
    { added: 1, runCaseIds },
    { assigned: 1, assignedTo: null, runCaseIds },
  ])
})

test('cases are assigned to somebody who can read the project, and taken from them', async () => {
  const run = await make.run(project, [await make.case(project), await make.case(project)])
  const ids = run.testCases.map(({ id }: { id: string }) => id)
  const { user } = await make.member(project, 'Viewer')
  const assign = (body: object) => admin.post(`${path}/${run.id}/cases/assign`, body)
  expect((await assign({ ids, assignedTo: user.id })).body).toEqual({ assigned: 2 })
  expect(await titles(run, `&assignedTo=${user.id}`)).toHaveLength(2)
  const outsider = await make.user()
  const other = await make.run(project, [await make.case(project)])
  for (const [field, body] of [
    ['assignedTo', { ids, assignedTo: outsider.user.id }],
    ['ids.1', { ids: [ids[0], other.testCases[0].id], assignedTo: null }],
  ] as const) {
    const answer = await assign(body)
    expect([answer.status, answer.body.error.details.field]).toEqual([422, field])
  }
  await assign({ ids: [ids[0]], assignedTo: null })
  expect((await read(run)).testCases.map(({ assignedTo }: { assignedTo: string }) => assignedTo)).toEqual([
    null,
    user.id,
  ])
})

test('what a filter finds is assigned and removed without naming it, and only who gets something new is told', async () => {
  const folder = await make.folder(project)
  const [inFolder, also, other] = [
    await make.case(project, { folderId: folder.id, title: 'Pay by card' }),
    await make.case(project, { folderId: folder.id, title: 'Pay in cash' }),
    await make.case(project),
  ]
  const { user } = await make.member(project, 'Tester')
  const run = await make.run(project, [inFolder, also, other])
  await admin.post(`${path}/${run.id}/cases/${inFolder.id}/execute`, { status: 'FAILED' })
  const assign = async (body: object) => (await admin.post(`${path}/${run.id}/cases/assign`, body)).body
  const told = async () =>
    (await sql`select payload from events where type = 'test_run.assigned' and entity_id = ${run.id} order by id`).map(
      ({ payload }) => payload.assigned,
    )
  const mine = { assignedTo: user.id }
  expect(await assign({ filter: { folderId: folder.id, search: 'CARD' }, ...mine })).toEqual({ assigned: 1 })
  expect(await assign({ filter: { folderId: folder.id }, ...mine })).toEqual({ assigned: 2 })
  expect(await assign({ filter: { status: ['FAILED'], assignedTo: user.id }, ...mine })).toEqual({ assigned: 1 })
  expect(await told()).toEqual([[{ userId: user.id, count: 1 }], [{ userId: user.id, count: 1 }]])
  expect(await titles(run, '&unassigned=true')).toEqual([other.title])
  expect(await assign({ filter: { assignedTo: noId }, assignedTo: null })).toEqual({ assigned: 0 })
  expect(await assign({ filter: { unassigned: false, status: ['FAILED'] }, assignedTo: null })).toEqual({ assigned: 1 })

  const remove = (filter: object) => admin.post(`${path}/${run.id}/cases/remove`, { filter })
  expect((await remove({ search: 'nothing like it' })).body).toEqual({ removed: 0 })
  expect((await remove({ unassigned: true })).body).toEqual({ removed: 2 })
  expect(await read(run)).toMatchObject({
    counts: { notStarted: 1, failed: 0 },
    testCases: [{ repositoryCaseId: also.id, assignedTo: user.id }],
  })
  expect(await sql`select 1 from results where run_id = ${run.id}`).toHaveLength(0)
  for (const body of [{}, { ids: [noId], filter: {} }]) {
    const answer = await admin.post(`${path}/${run.id}/cases/remove`, body)
    expect([answer.status, answer.body.error.details.field]).toEqual([422, 'ids'])
  }
  expect((await remove({})).body).toEqual({ removed: 1 })
})

test('what a filter brings into a run is assigned to one, as are the cases that name nobody themselves', async () => {
  const folder = await make.folder(project)
  const [a, b] = [await make.case(project, { folderId: folder.id }), await make.case(project, { folderId: folder.id })]
  const [ada, bob] = [(await make.member(project, 'Tester')).user.id, (await make.member(project, 'Tester')).user.id]
  const assignees = ({ testCases }: { testCases: { assignedTo: string }[] }) =>
    testCases.map(({ assignedTo }) => assignedTo)
  const told = async ({ id }: { id: string }) =>
    (await sql`select payload from events where type = 'test_run.assigned' and entity_id = ${id}`)[0]?.payload.assigned
  const create = (body: object) => admin.post(path, { projectId: project.id, name: 'Mine', assignedTo: ada, ...body })
  const filter = { folderId: folder.id }
  const filtered = (await create({ filter })).body
  expect([assignees(filtered), await told(filtered)]).toEqual([[ada, ada], [{ userId: ada, count: 2 }]])
  const third = await make.case(project)
  const testCases = [
    { repositoryCaseId: a.id },
    { repositoryCaseId: b.id, assignedTo: bob },
    { repositoryCaseId: third.id, assignedTo: null },
  ]
  const named = (await create({ testCases })).body
  expect(assignees(named).toSorted()).toEqual([ada, bob, null].toSorted())
  const run = await make.run(project, [a])
  expect((await admin.post(`${path}/${run.id}/cases`, { filter, assignedTo: bob })).body).toEqual({ added: 1 })
  expect([assignees(await read(run)), await told(run)]).toEqual([[null, bob], [{ userId: bob, count: 1 }]])
  const outsider = (await make.user()).user.id
  for (const body of [{ filter }, { testCases }]) {
    const answer = await create({ ...body, assignedTo: outsider })
    expect([answer.status, answer.body.error.details.field]).toEqual([422, 'assignedTo'])
  }
})

test('its cases are listed in pages, by filters, and by every sort, each once', async () => {
  const cases = []
  for (let i = 0; i < 5; i++) cases.push(await make.case(project, { title: `100%_${i}` }))
  const run = await make.run(project, cases)
  for (const i of [3, 1]) await admin.post(`${path}/${run.id}/cases/${cases[i].id}/execute`, { status: 'PASSED' })
  for (const sort of ['folder', 'number', '-executedAt']) {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await admin.get(`${path}/${run.id}/cases?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.data.map(({ title }: { title: string }) => title))
      cursor = body.pagination.nextCursor
    }
    const inOrder = ['100%_0', '100%_1', '100%_2', '100%_3', '100%_4']
    expect(sort === '-executedAt' ? seen.toSorted() : seen).toEqual(inOrder)
    if (sort === '-executedAt') expect(seen.slice(0, 2)).toEqual(['100%_1', '100%_3'])
  }
  const { nextCursor } = (await admin.get(`${path}/${run.id}/cases?limit=1&sort=-executedAt`)).body.pagination
  const [mark, id] = JSON.parse(Buffer.from(nextCursor, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify([mark, id, 'no time'])).toString('base64url')
  expect((await admin.get(`${path}/${run.id}/cases?limit=1&sort=-executedAt&cursor=${forged}`)).status).toBe(200)
  expect(await titles(run, '&status=PASSED,FAILED')).toEqual(['100%_1', '100%_3'])
  expect(await titles(run, `&search=${encodeURIComponent('%_3')}`)).toEqual(['100%_3'])
  expect(await titles(run, `&search=${encodeURIComponent("'; drop table runs; --")}`)).toEqual([])
})

test('a deleted run is gone, a deleted case stays readable in its run', async () => {
  const testCase = await make.case(project)
  const run = await make.run(project, [testCase])
  await admin.delete(`/api/repository-cases/${testCase.id}`)
  expect((await admin.get(`${path}/${run.id}/cases`)).body.data).toMatchObject([{ caseDeleted: true }])
  expect((await admin.delete(`${path}/${run.id}`)).status).toBe(204)
  for (const call of [
    admin.get(`${path}/${run.id}`),
    admin.delete(`${path}/${run.id}`),
    admin.get(`${path}/${run.id}/cases`),
  ])
    expect((await call).status).toBe(404)
  const { data } = (await admin.get(`${path}?projectId=${project.id}&limit=250`)).body
  expect(data.map(({ id }: { id: string }) => id)).not.toContain(run.id)
})

test('of a large run a thousand cases stand in the answer, and a command costs the same number of statements', async () => {
  const project = await make.project()
  await sql`insert into cases (id, project_id, folder_id, template_id, title, automation_status)
    select gen_random_uuid(), f.project_id, f.id, t.id, 'Case ' || n, 'MANUAL'
      from generate_series(1, 1100) n, folders f join templates t on t.project_id = f.project_id where f.project_id = ${project.id}`
  const create = (search: string) => async () => {
    const { body } = await admin.post(path, { projectId: project.id, name: search, filter: { search } })
    return body
  }
  const [few, many] = [await statementsOf(create('Case 110')), await statementsOf(create('Case'))]
  // Who calls, BEGIN, which cases, the run, its cases, the audit row, COMMIT.
  expect([few, many]).toEqual([7, 7])
  const run = await create('Case')()
  expect(run).toMatchObject({ testCasesTotal: 1100, counts: { notStarted: 1100 } })
  expect(run.testCases).toHaveLength(1000)
  expect((await read(run)).testCases).toEqual(run.testCases)
  const removing = (ids: string[]) => () => admin.post(`${path}/${run.id}/cases/remove`, { ids })
  const ids = run.testCases.map(({ id }: { id: string }) => id)
  expect(await statementsOf(removing(ids.slice(0, 1)))).toBe(await statementsOf(removing(ids.slice(1))))
  expect((await read(run)).counts.notStarted).toBe(100)
})
