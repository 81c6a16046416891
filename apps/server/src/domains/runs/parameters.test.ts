import { expect, test } from 'vitest'
import { importInto, junit, passed, suite } from '../../../test/junit.ts'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/test-runs'
const project = await make.project()
type One = { id: string }
type RunCase = One & {
  repositoryCaseId: string
  configurationId: string | null
  parameterRow: number | null
  parameters: Record<string, string> | null
}

const done = async (call: Promise<{ status: number; body: unknown }>, wanted = 200) => {
  const { status, body } = await call
  expect(status, JSON.stringify(body)).toBe(wanted)
  // biome-ignore lint/suspicious/noExplicitAny: what the API answers, as it came.
  return body as any
}
const table = (...users: (string | [number, string])[]) => ({
  names: ['user', 'age'],
  rows: users.map((one) => (typeof one === 'string' ? { values: [one, '7'] } : { id: one[0], values: [one[1], '7'] })),
})
const put = ({ id }: One, changes: object) => done(admin.put(`/api/repository-cases/${id}`, changes))
const read = ({ id }: One) => done(admin.get(`${path}/${id}`))
const add = (run: One, ...cases: One[]) =>
  done(admin.post(`${path}/${run.id}/cases`, { testCases: cases.map(({ id }) => ({ repositoryCaseId: id })) }))
const copy = ({ id }: One, body: object = {}) => done(admin.post(`${path}/${id}/copy`, { name: 'Again', ...body }), 201)
const execute = (run: One, { id }: One, status: string, extra: object = {}) =>
  done(admin.post(`${path}/${run.id}/cases/${id}/execute`, { status, ...extra }), 201)
/** What stands in a run: which case, which row, with which user. */
const standing = (run: { testCases: RunCase[] }) =>
  run.testCases.map((one) => [one.repositoryCaseId, one.parameterRow, one.parameters?.user ?? null])

test('a run holds a case once for each row and configuration, in the order of the rows', async () => {
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const [plain, rows] = [await make.case(project), await make.case(project, { parameters: table('ada', 'bob') })]
  await put(rows, { parameters: table([2, 'bob'], [1, 'ada']) })
  const empty = await make.case(project, { parameters: table() })
  const run = await make.run(project, [empty, rows, plain], { configurationIds })
  expect(run).toMatchObject({ testCasesTotal: 8, counts: { notStarted: 8 } })
  const [first, second] = configurationIds
  expect(run.testCases.map((one: RunCase) => [one.repositoryCaseId, one.parameters, one.configurationId])).toEqual([
    [plain.id, null, first],
    [plain.id, null, second],
    [rows.id, { user: 'bob', age: '7' }, first],
    [rows.id, { user: 'bob', age: '7' }, second],
    [rows.id, { user: 'ada', age: '7' }, first],
    [rows.id, { user: 'ada', age: '7' }, second],
    [empty.id, null, first],
    [empty.id, null, second],
  ])
  expect(await read(run)).toEqual(run)
  const { data } = await done(admin.get(`${path}/${run.id}/cases`))
  expect(standing({ testCases: data })).toEqual(standing(run))

  const found = await done(
    admin.post(path, { projectId: project.id, name: 'By filter', filter: { search: rows.title } }),
    201,
  )
  expect(standing(found)).toEqual([
    [rows.id, 2, 'bob'],
    [rows.id, 1, 'ada'],
  ])
})

test('adding a case again adds the rows that are not in the run yet; those in it keep their values', async () => {
  const one = await make.case(project, { parameters: table('ada', 'bob') })
  const run = await make.run(project, [one])
  expect(await add(run, one)).toEqual({ added: 0 })
  await put(one, { parameters: table([1, 'other'], 'eve') })
  expect(await add(run, one)).toEqual({ added: 1 })
  expect(standing(await read(run))).toEqual([
    [one.id, 1, 'ada'],
    [one.id, 2, 'bob'],
    [one.id, 3, 'eve'],
  ])
  expect((await read(run)).counts.notStarted).toBe(3)
  await put(one, { parameters: null })
  expect(standing(await read(run))).toHaveLength(3)
})

test('a further configuration takes the rows that the run holds, with their values there', async () => {
  const one = await make.case(project, { parameters: table('ada', 'bob') })
  const [first, second] = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const run = await make.run(project, [one], { configurationId: first })
  await put(one, { parameters: table([1, 'changed']) })
  expect(await done(admin.post(`${path}/${run.id}/configurations`, { configurationId: second }))).toEqual({ added: 2 })
  const { testCases } = await read(run)
  expect(testCases.map((one: RunCase) => [one.parameters?.user, one.configurationId])).toEqual([
    ['ada', first],
    ['ada', second],
    ['bob', first],
    ['bob', second],
  ])
})

test('a copy has the rows of its run as the cases have them now, without those that were removed', async () => {
  const [rows, late] = [await make.case(project, { parameters: table('ada', 'bob', 'eve') }), await make.case(project)]
  const run = await make.run(project, [rows, late])
  for (const one of run.testCases.slice(1)) await execute(run, one, 'FAILED')
  expect(standing(await copy(run))).toEqual(standing(run))
  await put(rows, { parameters: table('new', [3, 'Eve'], [1, 'ada']) })
  await put(late, { parameters: table('x', 'y') })
  const all = await copy(run)
  expect(all).toMatchObject({ leftOut: 1, testCasesTotal: 4, counts: { notStarted: 4 } })
  expect(standing(all)).toEqual([
    [rows.id, 1, 'ada'],
    [rows.id, 3, 'Eve'],
    [late.id, 1, 'x'],
    [late.id, 2, 'y'],
  ])
  const failed = await copy(run, { only: ['FAILED'] })
  expect(failed).toMatchObject({ leftOut: 1, testCasesTotal: 3 })
  await put(rows, { parameters: null })
  expect(await copy(run)).toMatchObject({ leftOut: 3, testCasesTotal: 2 })
  expect(standing(await read(run))).toHaveLength(4)
})

test('more run cases than a run takes are refused, before any is made', async () => {
  const project = await make.project()
  const rows = { names: ['n'], rows: Array.from({ length: 200 }, (_, i) => ({ values: [String(i)] })) }
  const { data } = await done(
    admin.post('/api/repository-cases/bulk', {
      cases: Array.from({ length: 11 }, () => ({ projectId: project.id, title: 'Many', parameters: rows })),
    }),
    201,
  )
  const configurationIds: string[] = []
  for (let i = 0; i < 50; i++) configurationIds.push((await make.configuration(project)).id)
  const testCases = data.map(({ id }: One) => ({ repositoryCaseId: id }))
  const { status, body } = await admin.post(path, { projectId: project.id, name: 'Big', testCases, configurationIds })
  expect([status, body.error.details.field]).toEqual([422, 'configurationIds'])
  const run = await make.run(project, [data[0]], { configurationIds })
  expect(run).toMatchObject({ testCasesTotal: 10_000, counts: { notStarted: 10_000 } })
  expect((await admin.post(`${path}/${run.id}/cases`, { testCases })).status).toBe(422)
  expect((await read(run)).testCasesTotal).toBe(10_000)

  const whole = await make.run(project, [])
  await sql`insert into run_cases (id, run_id, case_id, configuration_id, position)
    select gen_random_uuid(), ${whole.id}, c.id, k.id, 1 from cases c, configurations k
     where c.project_id = ${project.id} and k.project_id = ${project.id}`
  await sql`update runs set not_started = 550 where id = ${whole.id}`
  expect(await admin.post(`${path}/${whole.id}/copy`, { name: 'Bigger' })).toMatchObject({
    status: 422,
    body: { error: { details: { field: 'runId' } } },
  })
})

test("a case's id that stands for several rows is a 409; results belong to their row, also when it is gone", async () => {
  const one = await make.case(project, { parameters: table('ada', 'bob') })
  const run = await make.run(project, [one])
  const [ada, bob] = run.testCases
  const at = `${path}/${run.id}/cases/${one.id}`
  for (const answer of [await admin.post(`${at}/execute`, { status: 'PASSED' }), await admin.get(at)])
    expect(answer).toMatchObject({ status: 409, body: { error: { details: { field: 'caseId' } } } })
  await execute(run, bob, 'FAILED')
  await put(one, { parameters: table([1, 'ada']) })
  await execute(run, ada, 'PASSED')
  expect(await read(run)).toMatchObject({
    counts: { passed: 1, failed: 1, notStarted: 0 },
    testCases: [
      { id: ada.id, status: 'PASSED' },
      { id: bob.id, status: 'FAILED', parameters: { user: 'bob', age: '7' } },
    ],
  })
  const { data } = await done(admin.get(`/api/repository-cases/${one.id}/results`))
  expect(data.map(({ status, parameters }: { status: string } & RunCase) => [status, parameters?.user])).toEqual([
    ['PASSED', 'ada'],
    ['FAILED', 'bob'],
  ])
  expect(
    await done(
      admin.post(`${path}/${run.id}/results`, {
        results: [
          { caseId: ada.id, status: 'BLOCKED' },
          { caseId: bob.id, status: 'PASSED' },
        ],
      }),
      201,
    ),
  ).toMatchObject({ data: [{ runCaseId: ada.id }, { runCaseId: bob.id }] })
})

test('whoever executes a run case reads the values where the case names them, and the case has its names', async () => {
  const link = { type: 'link', attrs: { href: 'https://example.com/{{user}}' } }
  const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
  const document = (...nodes: object[]) => ({ type: 'doc', content: nodes })
  const text = (text: string, ...marks: object[]) => ({ type: 'text', text, ...(marks.length && { marks }) })
  const description = document(paragraph(text('For {{user}}', link), text('{{none}}')), paragraph(text('plain')))
  const one = await make.case(project, {
    description,
    expectedResult: '{{user}}, not {{User}} or {{ user }}, {{toString}}, {{}}, {{{none}}}',
    steps: [{ action: 'Log in as {{user}}{{user}}', expected: '{{other}} {{none}}.' }, { action: 'Stay' }],
    parameters: { names: ['user', 'none', 'other'], rows: [{ values: ['$& {{other}}', '', 'x'] }] },
  })
  const run = await make.run(project, [one])
  const { testCase, parameters } = await done(admin.get(`${path}/${run.id}/cases/${run.testCases[0].id}`))
  expect(parameters).toEqual({ user: '$& {{other}}', none: '', other: 'x' })
  const [first, second] = one.steps
  expect(testCase).toEqual({
    ...one,
    description: document(paragraph(text('For $& {{other}}', link)), paragraph(text('plain'))),
    expectedResult: '$& {{other}}, not {{User}} or {{ user }}, {{toString}}, {{}}, {}',
    steps: [{ ...first, action: 'Log in as $& {{other}}$& {{other}}', expected: 'x .' }, second],
  })
  expect(await done(admin.get(`/api/repository-cases/${one.id}`))).toEqual(one)
  await put(one, { description: 'By {{user}}', expectedResult: null, steps: [] })
  expect(await done(admin.get(`${path}/${run.id}/cases/${one.id}`))).toMatchObject({
    testCase: { description: 'By $& {{other}}', expectedResult: null, steps: [] },
  })
})

test('the matrix has a row for each row of a case', async () => {
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const [plain, rows] = [await make.case(project), await make.case(project, { parameters: table('ada', 'bob') })]
  const run = await make.run(project, [plain, rows], { configurationIds })
  const [, , adaFirst, , bobFirst, bobSecond] = run.testCases
  await execute(run, bobSecond, 'FAILED')
  const matrix = (query = '') => done(admin.get(`${path}/${run.id}/matrix${query}`))
  const { data, pagination } = await matrix()
  expect(pagination.total).toBe(3)
  expect(data).toMatchObject([
    { repositoryCaseId: plain.id, parameterRow: null, parameters: null, cells: [{}, {}] },
    {
      repositoryCaseId: rows.id,
      parameterRow: 1,
      parameters: { user: 'ada' },
      cells: [{ runCaseId: adaFirst.id }, {}],
    },
    {
      repositoryCaseId: rows.id,
      parameterRow: 2,
      parameters: { user: 'bob' },
      cells: [{ runCaseId: bobFirst.id }, { runCaseId: bobSecond.id, status: 'FAILED' }],
    },
  ])
  for (const { cells } of data) expect(cells).toHaveLength(2)
  expect((await matrix('?status=FAILED')).data).toEqual([data[2]])
  const page = await matrix('?limit=1')
  expect((await matrix(`?limit=1&cursor=${page.pagination.nextCursor}`)).data).toEqual([data[1]])
})

test('rows are shared out, forecast and removed one by one', async () => {
  const one = await make.case(project, { estimate: 60, parameters: table('a', 'b', 'c', 'd') })
  const run = await make.run(project, [one])
  const userIds = [(await make.member(project, 'Tester')).user.id, (await make.member(project, 'Tester')).user.id]
  const at = `${path}/${run.id}`
  expect((await done(admin.post(`${at}/cases/assign-evenly`, { userIds }))).shares).toEqual(
    userIds.map((userId) => ({ userId, count: 2, estimate: 120 })),
  )
  const forecast = () => done(admin.get(`${at}/forecast`))
  expect(await forecast()).toMatchObject({ estimatedDuration: 240, basedOn: { pending: 4 } })
  const [a, b] = run.testCases
  await execute(run, a, 'PASSED', { duration: 10 })
  expect(await forecast()).toMatchObject({ estimatedDuration: 30, basedOn: { pending: 3 } })
  expect(await done(admin.post(`${at}/cases/remove`, { ids: [b.id] }))).toEqual({ removed: 1 })
  expect(await read(run)).toMatchObject({ testCasesTotal: 3, counts: { passed: 1, notStarted: 2 } })
  expect(await add(run, one)).toEqual({ added: 1 })
})

test('a result that is imported says no row: it stands beside the rows, as of the case as a whole', async () => {
  const project = await make.project()
  const xml = (...names: string[]) => junit(suite('s', ...names.map((name) => passed(name))))
  const { testRunId } = await done(importInto(admin, { projectId: project.id }, xml('a', 'b')))
  const [a] = (await read({ id: testRunId })).testCases
  const one = { id: a.repositoryCaseId }
  await put(one, { parameters: table('ada', 'bob') })
  const run = await make.run(project, [one])
  const imported = await done(importInto(admin, { testRunId: run.id }, xml('a')))
  expect(imported).toMatchObject({ imported: 1, casesMatched: 1, casesCreated: 0, warnings: [] })
  await done(importInto(admin, { testRunId: run.id }, xml('a', 'c')))
  expect(await read(run)).toMatchObject({
    counts: { passed: 2, notStarted: 2 },
    testCases: [
      { parameterRow: 1, status: 'NOT_STARTED' },
      { parameterRow: 2, status: 'NOT_STARTED' },
      { repositoryCaseId: one.id, parameterRow: null, parameters: null, status: 'PASSED' },
      { parameterRow: null, status: 'PASSED' },
    ],
  })
})
