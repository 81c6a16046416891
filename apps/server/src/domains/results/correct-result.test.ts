import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'
import { idAt } from '../../platform/database/ids.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()
type Ids = { id: string }

const read = async ({ id }: Ids) => (await admin.get(`/api/test-runs/${id}`)).body
const execute = async (run: Ids, { id }: Ids, body: object, who = admin) =>
  (await who.post(`/api/test-runs/${run.id}/cases/${id}/execute`, body)).body
const correct = ({ id }: Ids, body: object, who = admin) => who.post(`/api/results/${id}/correct`, body)
const daily = ({ id }: Ids) =>
  sql`select day, passed, failed, blocked, skipped, duration_ms::int as ms, timed from daily_results where run_id = ${id} order by day`
const failures = async ({ id }: Ids) =>
  (await sql`select failed from case_failures where case_id = ${id}`)[0]?.failed ?? 0
const sums = { passed: 0, failed: 0, blocked: 0, skipped: 0, ms: 0, timed: 0 }

test('a correction is a new result that names the old one, which leaves counts, sums and failures', async () => {
  const testCase = await make.case(project, { steps: [{ action: 'Look' }] })
  const run = await make.run(project, [testCase])
  const old = await execute(run, testCase, { status: 'FAILED', notes: 'Broken', durationMs: 5000 })
  const stepResults = [{ stepId: testCase.steps[0].id, status: 'PASSED' }]
  const { status, body } = await correct(old, { stepResults, durationMs: 70 })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    status: 'PASSED',
    notes: null,
    durationMs: 70,
    stepResults,
    correctsId: old.id,
    correctedById: null,
    runCaseId: old.runCaseId,
  })
  expect(await read(run)).toMatchObject({
    counts: { notStarted: 0, passed: 1, failed: 0 },
    testCases: [{ status: 'PASSED', durationMs: 70, executedAt: body.createdAt }],
  })
  expect(await daily(run)).toMatchObject([{ ...sums, passed: 1, ms: 70, timed: 1 }])
  expect(await failures(testCase)).toBe(0)
  const history = (await admin.get(`/api/test-runs/${run.id}/cases/${testCase.id}/results`)).body.data
  expect(history).toEqual([body, { ...old, correctedById: body.id }])

  const again = (await correct(body, { status: 'FAILED' })).body
  expect([again.correctsId, await failures(testCase)]).toEqual([body.id, 1])
  expect(await daily(run)).toMatchObject([{ ...sums, failed: 1 }])
  await correct(again, { status: 'IN_PROGRESS' })
  expect([await failures(testCase), [...(await daily(run))]]).toEqual([0, []])
  const removed = await admin.post(`/api/test-runs/${run.id}/cases/remove`, { filter: {} })
  expect(removed.body).toEqual({ removed: 1 })
  expect([await failures(testCase), [...(await daily(run))]]).toEqual([0, []])
})

test('what is corrected on a later day leaves the sums of its own day, and the day where it was the only one', async () => {
  const [one, two] = [await make.case(project), await make.case(project)]
  const run = await make.run(project, [one, two])
  const old = await execute(run, one, { status: 'FAILED', durationMs: 9 })
  const other = await execute(run, two, { status: 'PASSED', durationMs: 3 })
  const yesterday = async ({ id }: Ids) => {
    const at = new Date(Date.now() - 86_400_000)
    const earlier = idAt(at)
    await sql`update results set id = ${earlier}, created_at = ${at.toISOString()} where id = ${id}`
    await sql`update run_cases set result_id = ${earlier} where result_id = ${id}`
    return { id: earlier }
  }
  const [first, second] = [await yesterday(old), await yesterday(other)]
  await sql`update daily_results set day = day - 1 where run_id = ${run.id}`
  await correct(first, { status: 'BLOCKED', durationMs: 4 })
  expect(await daily(run)).toMatchObject([
    { ...sums, passed: 1, ms: 3, timed: 1 },
    { ...sums, blocked: 1, ms: 4, timed: 1 },
  ])
  await correct(second, { status: 'SKIPPED' })
  expect(await daily(run)).toMatchObject([{ ...sums, blocked: 1, skipped: 1, ms: 4, timed: 1 }])
})

test('only one who recorded it corrects it, and only the latest of a run that is open', async () => {
  const [testCase, deleted] = [await make.case(project), await make.case(project)]
  const run = await make.run(project, [testCase, deleted])
  const { client } = await make.member(project, 'Tester')
  const mine = await execute(run, testCase, { status: 'PASSED' }, client)
  expect((await correct(mine, { status: 'FAILED' })).status).toBe(403)
  expect((await correct(mine, { status: 'FAILED' }, client)).status).toBe(201)
  expect((await correct(mine, { status: 'BLOCKED' }, client)).status).toBe(409)
  const latest = await execute(run, testCase, { status: 'PASSED' }, client)
  const theirs = await execute(run, testCase, { status: 'PASSED' })
  expect((await correct(latest, { status: 'FAILED' }, client)).status).toBe(409)
  expect(
    (await correct(theirs, { status: 'FAILED', stepResults: [{ stepId: noId, status: 'FAILED' }] })).body,
  ).toMatchObject({
    error: { code: 'VALIDATION_ERROR', details: { field: 'stepResults.0.stepId' } },
  })
  expect((await correct(theirs, {})).body.error.details.field).toBe('status')

  const ofDeleted = await execute(run, deleted, { status: 'PASSED' })
  await admin.delete(`/api/repository-cases/${deleted.id}`)
  expect((await correct(ofDeleted, { status: 'FAILED' })).status).toBe(409)
  await admin.put(`/api/test-runs/${run.id}`, { status: 'COMPLETED' })
  expect((await correct(theirs, { status: 'FAILED' })).status).toBe(409)
  await admin.delete(`/api/test-runs/${run.id}`)
  for (const one of [theirs, { id: noId }]) expect((await correct(one, { status: 'FAILED' })).status).toBe(404)
  expect(await daily(run)).toMatchObject([{ ...sums, passed: 3, failed: 1 }])
})

test('it shows also where what it corrects was recorded by a clock that is ahead', async () => {
  const testCase = await make.case(project)
  const run = await make.run(project, [testCase])
  const { id } = await execute(run, testCase, { status: 'FAILED' })
  const ahead = idAt(new Date(Date.now() + 3_600_000))
  await sql`update results set id = ${ahead} where id = ${id}`
  await sql`update run_cases set result_id = ${ahead} where result_id = ${id}`
  const { body } = await correct({ id: ahead }, { status: 'PASSED' })
  expect(body.id > ahead).toBe(true)
  expect((await read(run)).testCases).toMatchObject([{ status: 'PASSED', executedAt: body.createdAt }])
})

test('of two corrections at once, or one and another execution, nothing counts twice', async () => {
  const testCase = await make.case(project)
  for (let i = 0; i < 8; i++) {
    const run = await make.run(project, [testCase])
    const old = await execute(run, testCase, { status: 'FAILED' })
    const answers = await Promise.all([correct(old, { status: 'PASSED' }), correct(old, { status: 'BLOCKED' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const latest = answers.find(({ status }) => status === 201)?.body
    const [corrected] = await Promise.all([
      correct(latest, { status: 'SKIPPED' }),
      execute(run, testCase, { status: 'PASSED' }),
    ])
    const [day] = await daily(run)
    const { passed, failed, blocked, skipped } = day as unknown as typeof sums
    // The execution, and beside it the first correction, or the one that took its place in time.
    expect([passed + blocked + skipped, failed]).toEqual([2, 0])
    expect(skipped).toBe(corrected.status === 201 ? 1 : 0)
  }
  expect(await failures(testCase)).toBe(0)
})

test('costs two statements of its own, and its audit row', async () => {
  const testCase = await make.case(project)
  const run = await make.run(project, [testCase])
  const old = await execute(run, testCase, { status: 'FAILED' })
  let sent = 0
  sql.options.debug = () => {
    sent++
  }
  const { headers, body } = await correct(old, { status: 'PASSED' })
  sql.options.debug = false
  // Who calls, BEGIN, two, the audit row, COMMIT.
  expect(sent).toBe(6)
  const rows = await sql`select entity_id, changes from audit_log where request_id = ${String(headers['x-request-id'])}`
  expect(rows).toEqual([{ entity_id: body.id, changes: { correctsId: old.id, before: 'FAILED', after: 'PASSED' } }])
})
