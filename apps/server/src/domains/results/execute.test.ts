import { expect, test } from 'vitest'
import { sentBy } from '../../../test/sent.ts'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const { sql } = platform.database
const steps = [{ action: 'Do' }, { action: 'Look' }, { action: 'Leave' }]
type Ids = { id: string }

const read = async ({ id }: Ids) => (await admin.get(`/api/test-runs/${id}`)).body
const execute = (run: Ids, { id }: Ids, body: object) =>
  admin.post(`/api/test-runs/${run.id}/cases/${id}/execute`, body)
const executeMany = (run: Ids, results: object[]) => admin.post(`/api/test-runs/${run.id}/results`, { results })
const daily = ({ id }: Ids) =>
  sql`select passed, failed, blocked, skipped, duration_ms::int as ms, timed from daily_results where run_id = ${id}`

/** How many statements the server sends while it works on something. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  return (await sentBy(platform.database, work)).length
}

test('keeps what was given, and the run case, the counts and the daily sums change with it', async () => {
  const testCase = await make.case(project, { steps })
  const run = await make.run(project, [testCase, await make.case(project)])
  const given = {
    status: 'FAILED',
    notes: '12',
    duration: 180,
    stepResults: [{ stepId: testCase.steps[0].id, status: 'FAILED', notes: 'Broken', duration: 60 }],
    attachments: [
      { name: 'b.png', url: 'https://example.com/b.png' },
      { name: 'a.png', url: 'http://example.com/a.png' },
    ],
  }
  const { status, body } = await execute(run, testCase, given)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...given,
    durationMs: 180_000,
    runId: run.id,
    runCaseId: run.testCases[0].id,
    repositoryCaseId: testCase.id,
    flaky: false,
    attempts: [],
    stepResults: [{ ...given.stepResults[0], durationMs: 60_000 }],
  })
  expect(await read(run)).toMatchObject({
    version: 1,
    counts: { notStarted: 1, failed: 1 },
    testCases: [{ status: 'FAILED', duration: 180, durationMs: 180_000, executedAt: body.createdAt }, {}],
  })
  expect(await daily(run)).toEqual([{ passed: 0, failed: 1, blocked: 0, skipped: 0, ms: 180_000, timed: 1 }])
  const history = (await admin.get(`/api/test-runs/${run.id}/cases/${testCase.id}/results`)).body.data
  expect(history).toEqual([body])
})

test('milliseconds count where both are given, and seconds are rounded', async () => {
  const testCase = await make.case(project)
  const run = await make.run(project, [testCase])
  for (const [body, duration, durationMs] of [
    [{ durationMs: 1500 }, 2, 1500],
    [{ durationMs: 499, duration: 9 }, 0, 499],
    [{ duration: 7 }, 7, 7000],
    [{ durationMs: null, duration: 3 }, 3, 3000],
    [{}, null, null],
  ] as const)
    expect((await execute(run, testCase, { status: 'PASSED', ...body })).body).toMatchObject({ duration, durationMs })
  expect(await daily(run)).toEqual([{ passed: 5, failed: 0, blocked: 0, skipped: 0, ms: 11_999, timed: 4 }])
})

test('without a status the steps say it', async () => {
  const testCase = await make.case(project, { steps })
  const run = await make.run(project, [testCase])
  for (const [statuses, status] of [
    [['PASSED', 'BLOCKED', 'FAILED'], 'FAILED'],
    [['SKIPPED', 'BLOCKED', 'PASSED'], 'BLOCKED'],
    [['SKIPPED', 'SKIPPED'], 'SKIPPED'],
    [['SKIPPED', 'PASSED'], 'PASSED'],
  ] as const) {
    const stepResults = statuses.map((status, i) => ({ stepId: testCase.steps[i].id, status }))
    expect((await execute(run, testCase, { stepResults })).body.status).toBe(status)
    expect((await executeMany(run, [{ caseId: testCase.id, stepResults }])).body.data[0].status).toBe(status)
  }
})

test('in progress it counts in the run, and in no daily sum', async () => {
  const testCase = await make.case(project)
  const run = await make.run(project, [testCase])
  await execute(run, testCase, { status: 'IN_PROGRESS', durationMs: 5 })
  expect((await read(run)).counts).toMatchObject({ notStarted: 0, inProgress: 1 })
  expect(await daily(run)).toEqual([])
})

test('a step of another case is a 422 that names it, a removed one of this case is known still', async () => {
  const [testCase, other] = [await make.case(project, { steps }), await make.case(project, { steps })]
  const run = await make.run(project, [testCase, other])
  const [first, removed] = testCase.steps
  await admin.put(`/api/repository-cases/${testCase.id}`, { steps: [first] })
  const stepsOf = (...ids: string[]) => ({ stepResults: ids.map((stepId) => ({ stepId, status: 'FAILED' })) })
  for (const stepId of [other.steps[0].id, noId]) {
    const one = await execute(run, testCase, stepsOf(first.id, stepId))
    expect([one.status, one.body.error.details.field]).toEqual([422, 'stepResults.1.stepId'])
    const many = await executeMany(run, [
      { caseId: other.id, status: 'PASSED' },
      { caseId: testCase.id, ...stepsOf(first.id, stepId) },
    ])
    expect([many.status, many.body.error.details.field]).toEqual([422, 'results.1.stepResults.1.stepId'])
  }
  expect((await read(run)).counts).toMatchObject({ notStarted: 2, passed: 0, failed: 0 })
  expect((await execute(run, testCase, stepsOf(removed.id))).status).toBe(201)
})

test('what is not in the run, stands in it twice, was deleted, or is closed', async () => {
  const [testCase, gone, notInIt] = [await make.case(project), await make.case(project), await make.case(project)]
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const run = await make.run(project, [testCase, gone], { configurationIds })
  const elsewhere = await make.run(await make.project(), [])
  const passed = { status: 'PASSED' }
  for (const id of [notInIt.id, noId, 'x']) expect((await execute(run, { id }, passed)).status).toBe(404)
  expect((await execute(elsewhere, testCase, passed)).status).toBe(404)
  const unknown = await executeMany(
    run,
    [notInIt, { id: noId }].map(({ id }) => ({ caseId: id, ...passed })),
  )
  expect([unknown.status, unknown.body.error.issues]).toMatchObject([
    422,
    [{ field: 'results.0.caseId' }, { field: 'results.1.caseId' }],
  ])

  const twice = await execute(run, testCase, passed)
  expect([twice.status, twice.body.error.message]).toEqual([409, expect.stringContaining('id of the run case')])
  expect((await execute(run, run.testCases[1], passed)).body.runCaseId).toBe(run.testCases[1].id)

  await admin.delete(`/api/repository-cases/${gone.id}`)
  const ofGone = run.testCases.find(
    ({ repositoryCaseId }: { repositoryCaseId: string }) => repositoryCaseId === gone.id,
  )
  expect((await execute(run, ofGone, passed)).status).toBe(409)
  const inBulk = await executeMany(run, [
    { caseId: run.testCases[0].id, ...passed },
    { caseId: ofGone.id, ...passed },
  ])
  expect([inBulk.status, inBulk.body.error.details.field]).toEqual([409, 'results.1.caseId'])

  for (const status of ['COMPLETED', 'CANCELLED']) {
    await admin.put(`/api/test-runs/${run.id}`, { status })
    expect((await execute(run, run.testCases[0], passed)).status).toBe(409)
    expect((await executeMany(run, [{ caseId: run.testCases[0].id, ...passed }])).status).toBe(409)
    expect((await execute(run, notInIt, passed)).status).toBe(404)
  }
  expect((await read(run)).counts).toMatchObject({ notStarted: 3, passed: 1 })
  expect(await sql`select 1 from results where run_id = ${run.id}`).toHaveLength(1)
})

test('many at once are all or nothing, in their order: of several for a run case it shows the last', async () => {
  const cases = [await make.case(project), await make.case(project)]
  const run = await make.run(project, cases)
  const of = (i: number, status: string) => ({ caseId: cases[i].id, status, durationMs: 10 })
  const wrong = await executeMany(run, [of(0, 'PASSED'), of(1, 'WRONG')])
  expect([wrong.status, wrong.body.error.details.field]).toEqual([422, 'results.1.status'])
  const { status, body } = await executeMany(run, [
    of(0, 'FAILED'),
    of(1, 'SKIPPED'),
    of(0, 'BLOCKED'),
    of(0, 'PASSED'),
  ])
  expect(status).toBe(201)
  expect(body.data.map(({ status }: { status: string }) => status)).toEqual(['FAILED', 'SKIPPED', 'BLOCKED', 'PASSED'])
  expect(await read(run)).toMatchObject({
    counts: { notStarted: 0, passed: 1, failed: 0, blocked: 0, skipped: 1 },
    testCases: [{ status: 'PASSED' }, { status: 'SKIPPED' }],
  })
  expect(await daily(run)).toEqual([{ passed: 1, failed: 1, blocked: 1, skipped: 1, ms: 40, timed: 4 }])
})

test('of fifty at once on one run none is lost, and the counts are those of the run cases', async () => {
  const cases: Ids[] = []
  for (let i = 0; i < 10; i++) cases.push(await make.case(project))
  const run = await make.run(project, cases)
  const statuses = ['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS']
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      execute(run, cases[i % 10] as Ids, { status: statuses[i % 5], durationMs: 1 }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201))
  const { counts, testCases } = await read(run)
  for (const [count, status] of Object.entries({ passed: 'PASSED', failed: 'FAILED', inProgress: 'IN_PROGRESS' }))
    expect(counts[count]).toBe(testCases.filter((one: { status: string }) => one.status === status).length)
  expect(await daily(run)).toEqual([{ passed: 10, failed: 10, blocked: 10, skipped: 10, ms: 40, timed: 40 }])
  const shown = await sql`select rc.id from run_cases rc join results r on r.run_case_id = rc.id
    where rc.run_id = ${run.id} and r.id = (select id from results l where l.run_case_id = rc.id order by id desc limit 1)
      and r.status = rc.status and r.created_at = rc.executed_at`
  expect(shown).toHaveLength(10)
})

test('of an execution and the completion of its run at once, the later one sees the earlier', async () => {
  const testCase = await make.case(project)
  for (let i = 0; i < 10; i++) {
    const run = await make.run(project, [testCase])
    const [{ status }] = await Promise.all([
      execute(run, testCase, { status: 'PASSED' }),
      admin.put(`/api/test-runs/${run.id}`, { status: 'COMPLETED' }),
    ])
    const [event] = await sql`select payload from events where type = 'test_run.completed' and entity_id = ${run.id}`
    expect([201, 409]).toContain(status)
    expect([(await read(run)).counts.passed, event?.payload.results.passed]).toEqual(status === 201 ? [1, 1] : [0, 0])
  }
})

test('of an execution and the removal of its case at once nothing is half done', async () => {
  const testCase = await make.case(project)
  for (let i = 0; i < 10; i++) {
    const run = await make.run(project, [testCase])
    const [executed, removed] = await Promise.all([
      execute(run, testCase, { status: 'PASSED' }),
      admin.post(`/api/test-runs/${run.id}/cases/remove`, { ids: [run.testCases[0].id] }),
    ])
    expect([201, 404]).toContain(executed.status)
    expect(removed.status).toBe(200)
    expect((await read(run)).testCasesTotal).toBe(0)
    expect([await daily(run), [...(await sql`select 1 from results where run_id = ${run.id}`)]]).toEqual([[], []])
  }
})

test('one result costs two statements of its own, and so do a thousand; nothing is audited', async () => {
  const testCase = await make.case(project, { steps })
  const run = await make.run(project, [testCase])
  const one = {
    caseId: testCase.id,
    status: 'PASSED',
    stepResults: [{ stepId: testCase.steps[0].id, status: 'PASSED' }],
  }
  const before = await sql`select count(*)::int as n from audit_log`
  // Who calls, BEGIN, two, COMMIT.
  expect(await statementsOf(() => execute(run, testCase, { status: 'PASSED', stepResults: one.stepResults }))).toBe(5)
  expect(await statementsOf(() => executeMany(run, [one]))).toBe(5)
  let answer: { status: number } | undefined
  const many = async () => {
    answer = await executeMany(run, Array(1000).fill(one))
  }
  // And before its large body is read, who sends it.
  expect(await statementsOf(many)).toBe(6)
  expect(answer?.status).toBe(201)
  expect(await sql`select count(*)::int as n from audit_log`).toEqual(before)
  expect(await daily(run)).toMatchObject([{ passed: 1002 }])
})
