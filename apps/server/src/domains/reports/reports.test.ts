import { sql as raw } from 'drizzle-orm'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'
import { idAt, timeOf } from '../../platform/database/ids.ts'
import { applied } from '../results/writes.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
type Ids = { id: string }

const today = new Date().toISOString().slice(0, 10)
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const dateRange = { from: yesterday, to: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) }
const report = async ({ id: projectId }: Ids, filters = {}, range = dateRange) => {
  const { status, body } = await admin.post('/api/report-builder/test-execution', {
    projectId,
    dateRange: range,
    filters,
  })
  expect(status).toBe(200)
  return body
}
const execute = (run: Ids, { id }: Ids, ...results: object[]) =>
  admin.post(`/api/test-runs/${run.id}/results`, { results: results.map((result) => ({ caseId: id, ...result })) })
const [passed, failed, blocked, skipped] = ['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'].map((status) => ({ status })) as [
  object,
  object,
  object,
  object,
]

test('where nothing was executed all is zero', async () => {
  const project = await make.project()
  await make.run(project, [await make.case(project)])
  const nothing = { totalRuns: 0, totalCases: 0, executed: 0, passRate: 0, avgDuration: 0 }
  expect(await report(project)).toEqual({ summary: nothing, trends: [], topFailures: [] })
  expect(await report(project, { tags: ['x'] })).toEqual({ summary: nothing, trends: [], topFailures: [] })
})

test('rates are of the executed, durations of the recorded, failures by how often', async () => {
  const project = await make.project()
  const cases = []
  for (let i = 0; i < 4; i++) cases.push(await make.case(project))
  const [run, untouched] = [await make.run(project, cases), await make.run(project, cases)]
  await execute(untouched, cases[0], { status: 'IN_PROGRESS' })
  await execute(run, cases[0], { ...failed, durationMs: 1000 }, { ...passed, durationMs: 2500 }, failed)
  await execute(run, cases[1], failed, blocked, { status: 'IN_PROGRESS', durationMs: 1_000_000 })
  const { body } = await execute(run, cases[2], skipped, failed)
  const answer = await report(project)
  expect(answer.summary).toEqual({ totalRuns: 1, totalCases: 4, executed: 6, passRate: 16.7, avgDuration: 1.75 })
  expect(answer.trends).toEqual([{ date: today, passed: 1, failed: 4, blocked: 1, skipped: 1, passRate: 16.7 }])
  expect(answer.topFailures).toEqual([
    {
      testCase: cases[0].title,
      caseId: cases[0].id,
      number: cases[0].number,
      failureCount: 2,
      executions: 3,
      lastFailed: expect.stringMatching(/Z$/),
      recent: ['FAILED', 'PASSED', 'FAILED'],
    },
    expect.objectContaining({ failureCount: 1, executions: 2, recent: ['FAILED', 'BLOCKED'] }),
    expect.objectContaining({ lastFailed: body.data[1].createdAt, recent: ['SKIPPED', 'FAILED'] }),
  ])
  for (const range of [
    { from: '2024-01-01', to: yesterday },
    { from: dateRange.to, to: dateRange.to },
  ])
    expect((await report(project, {}, range)).summary).toMatchObject({ totalRuns: 0, executed: 0 })
})

test('ten failures at most, and of each the last twenty results, the newest last', async () => {
  const project = await make.project()
  const cases = []
  for (let i = 0; i < 12; i++) cases.push(await make.case(project))
  const run = await make.run(project, cases)
  for (const [i, one] of cases.entries())
    await execute(run, one, ...Array(i + 10).fill(passed), ...Array(i + 1).fill(failed))
  const { topFailures } = await report(project)
  const counts = topFailures.map(({ failureCount }: { failureCount: number }) => failureCount)
  expect(counts).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  expect(topFailures[0].recent).toEqual([...Array(8).fill('PASSED'), ...Array(12).fill('FAILED')])
})

test('every filter tells of its part alone, and one that names what is elsewhere of nothing', async () => {
  const project = await make.project()
  const [top, folder] = [await make.folder(project), await make.folder(project)]
  const beneath = await make.folder(project, { parentId: folder.id })
  const release = await make.milestone(project)
  const sprint = await make.milestone(project, { parentId: release.id })
  const [firefox, chrome] = [await make.configuration(project), await make.configuration(project)]
  const { user } = await make.member(project, 'Tester')
  const [a, b] = [
    await make.case(project, { folderId: top.id, tags: ['Smoke', 'ui'] }),
    await make.case(project, { folderId: beneath.id, tags: ['smoke'] }),
  ]
  const run = await make.run(project, [a, b], { milestoneId: sprint.id })
  const other = await make.run(project, [a], { configurationIds: [firefox.id, chrome.id] })
  await admin.post(`/api/test-runs/${run.id}/cases/assign`, { ids: [run.testCases[0].id], assignedTo: user.id })
  await execute(run, a, passed)
  await execute(run, b, failed, failed)
  await execute(other, other.testCases[0], blocked)
  await execute(other, other.testCases[1], passed)

  const elsewhere = await make.project()
  const first = run.testCases[0].repositoryCaseId === a.id ? [1, 1, 1, 0] : [1, 1, 2, 2]
  for (const [filters, [totalRuns, totalCases, executed, failures]] of [
    [{}, [2, 4, 5, 2]],
    [{ testRunId: run.id }, [1, 2, 3, 2]],
    [{ milestoneId: sprint.id }, [1, 2, 3, 2]],
    [{ milestoneId: release.id }, [1, 2, 3, 2]],
    [{ assignedTo: user.id }, first],
    [{ configurationId: chrome.id }, [1, 1, 1, 0]],
    [{ tags: ['smoke'] }, [2, 4, 5, 2]],
    [{ tags: ['SMOKE', 'UI'] }, [2, 3, 3, 0]],
    [{ folderId: folder.id }, [1, 1, 2, 2]],
    [{ folderId: top.id, testRunId: run.id }, [1, 1, 1, 0]],
    [{ testRunId: noId }, [0, 0, 0, 0]],
    [{ milestoneId: (await make.milestone(elsewhere)).id }, [0, 0, 0, 0]],
    [{ configurationId: (await make.configuration(elsewhere)).id }, [0, 0, 0, 0]],
    [{ folderId: (await make.folder(elsewhere)).id }, [0, 0, 0, 0]],
    [{ tags: ["'); drop table results; --"] }, [0, 0, 0, 0]],
  ] as [object, number[]][]) {
    const { summary, trends, topFailures } = await report(project, filters)
    const counted = trends.reduce((sum: number, day: { failed: number }) => sum + day.failed, 0)
    expect([filters, summary.totalRuns, summary.totalCases, summary.executed, counted]).toEqual([
      filters,
      totalRuns,
      totalCases,
      executed,
      failures,
    ])
    expect(topFailures.map(({ failureCount }: { failureCount: number }) => failureCount)).toEqual(
      failures ? [failures] : [],
    )
  }
})

test('a deleted run counts no more, a deleted case still does', async () => {
  const project = await make.project()
  const testCase = await make.case(project)
  const [run, gone] = [await make.run(project, [testCase]), await make.run(project, [testCase])]
  for (const one of [run, gone]) await execute(one, testCase, failed)
  await admin.delete(`/api/test-runs/${gone.id}`)
  await admin.delete(`/api/repository-cases/${testCase.id}`)
  const { summary, topFailures } = await report(project)
  expect(summary).toMatchObject({ totalRuns: 1, totalCases: 1, executed: 1 })
  expect(topFailures).toMatchObject([{ failureCount: 1, executions: 1, recent: ['FAILED'] }])
})

test('what was corrected counts in no report, whatever it asks for', async () => {
  const project = await make.project()
  const testCase = await make.case(project, { tags: ['smoke'] })
  const run = await make.run(project, [testCase])
  const { body } = await execute(run, testCase, { ...failed, durationMs: 9000 }, { ...failed, durationMs: 1000 })
  await admin.post(`/api/results/${body.data[1].id}/correct`, { ...passed, durationMs: 3000 })
  for (const filters of [{}, { testRunId: run.id }, { tags: ['smoke'] }]) {
    const { summary, topFailures } = await report(project, filters)
    expect(summary).toMatchObject({ executed: 2, passRate: 50, avgDuration: 6 })
    expect(topFailures).toMatchObject([{ failureCount: 1, executions: 2, recent: ['FAILED', 'PASSED'] }])
  }
})

test('the kept sums say what the results say, day by day', async () => {
  const project = await make.project()
  const testCase = await make.case(project, { tags: ['all'] })
  const run = await make.run(project, [testCase])
  await execute(run, testCase, passed)
  const days = [0, 1, 2, 40].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10))
  await sql`insert into daily_results (run_id, day, project_id, passed, failed)
    select ${run.id}, day::date, ${project.id}, 2, 1 from jsonb_array_elements_text(${JSON.stringify(days.slice(1))}::text::jsonb) d(day)`
  const { trends, summary } = await report(project, {}, { from: days[2] as string, to: today })
  expect(trends.map(({ date, passRate }: { date: string; passRate: number }) => [date, passRate])).toEqual([
    [days[2], 66.7],
    [days[1], 66.7],
    [days[0], 100],
  ])
  expect(summary).toMatchObject({ executed: 7, passRate: 71.4 })
  const { summary: counted } = await report(project, { tags: ['all'] }, { from: today, to: today })
  expect(counted).toEqual((await report(project, {}, { from: today, to: today })).summary)
})

const CASES = 70
const DAYS = 60
const dayOf = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
/** A result of so many days ago; low numbers are drawn more often, so that some cases fail again and again. */
const outcome = fc.record({
  of: fc.tuple(fc.nat(CASES - 1), fc.nat(CASES - 1)).map((two) => Math.min(...two)),
  ago: fc.nat(DAYS - 1),
  hasFailed: fc.boolean(),
})
const anyRange = fc.tuple(fc.nat(DAYS), fc.nat(DAYS)).map((two) => [Math.max(...two), Math.min(...two)] as const)

test('what fails of late is found behind many that failed more often before', async () => {
  const home = await make.project()
  const cases: Ids[] = []
  for (let i = 0; i < CASES; i++) cases.push(await make.case(home))
  const run = await make.run(home, cases)
  const failing = (i: number, ago: number, times: number) => Array.from({ length: times }, () => ({ i, ago }))
  const long = cases.slice(0, -12).flatMap((_, i) => failing(i, 40, 3))
  const late = cases.slice(-12).flatMap((_, i) => failing(CASES - 12 + i, 2, i < 6 ? 2 : 1))
  await record(
    run,
    [...long, ...late].map(({ i, ago }) => resultOf(run, cases[i] as Ids, ago, 'FAILED')),
  )
  const countsOf = async (since: number) =>
    (await report(home, {}, { from: dayOf(since), to: today })).topFailures.map((one: Failure) => one.failureCount)
  expect(await countsOf(7)).toEqual([2, 2, 2, 2, 2, 2, 1, 1, 1, 1])
  expect(await countsOf(DAYS)).toEqual(Array(10).fill(3))
})

test('the top failures are those of a plain count, in any range, whatever was removed or deleted', async () => {
  const cases: Ids[] = []
  const home = await make.project()
  for (let i = 0; i < CASES; i++) cases.push(await make.case(home))

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(outcome, { maxLength: 300, size: 'max' }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(CASES - 1), { maxLength: 5 }),
      fc.array(anyRange, { minLength: 3, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      async (all, removed, ranges, deleted) => {
        const runs = []
        for (const outcomes of all) {
          const run = await make.run(home, cases)
          runs.push(run)
          const rows = outcomes.map(({ of, ago, hasFailed }) =>
            resultOf(run, cases[of] as Ids, ago, hasFailed ? 'FAILED' : 'PASSED'),
          )
          await record(run, rows)
        }
        const [first] = runs
        const ids = removed.flatMap((i) => first.testCases[i].id)
        if (ids.length) await admin.post(`/api/test-runs/${first.id}/cases/remove`, { ids: [...new Set(ids)] })

        for (const [since, until] of [[DAYS, 0] as const, ...ranges]) {
          const range = { from: dayOf(since), to: dayOf(until) }
          const { topFailures, trends } = await report(home, {}, range)
          const counted = await sql<{ id: string; failed: number }[]>`
            select r.case_id as id, count(*)::int as failed from results r join runs n on n.id = r.run_id and n.deleted_at is null
             where r.project_id = ${home.id} and r.status = 'FAILED'
               and (r.created_at at time zone 'UTC')::date between ${range.from} and ${range.to} group by 1 order by 2 desc`
          const countOf = new Map(counted.map(({ id, failed }) => [id, failed]))
          const shown = topFailures.map(({ caseId, failureCount }: Failure) => [caseId, failureCount])
          expect(shown).toEqual(shown.map(([id]: [string]) => [id, countOf.get(id)]))
          expect(shown.map(([, count]: [string, number]) => count)).toEqual(
            counted.slice(0, 10).map((one) => one.failed),
          )
          const sum = trends.reduce((sum: number, { failed }: { failed: number }) => sum + failed, 0)
          expect(sum).toBe(counted.reduce((sum, { failed }) => sum + failed, 0))
        }
        for (const one of runs.filter((_, i) => deleted[i])) await admin.delete(`/api/test-runs/${one.id}`)
      },
    ),
    { numRuns: 15 },
  )
})

test('of the same cases failing in several runs at once, no failure is lost', async () => {
  const project = await make.project()
  const cases = [await make.case(project), await make.case(project), await make.case(project)]
  const runs = [await make.run(project, cases), await make.run(project, cases), await make.run(project, cases)]
  const orders = [cases, cases.toReversed(), cases].map((all) => all.map(({ id }) => ({ caseId: id, ...failed })))
  const calls = Array.from({ length: 15 }, (_, i) =>
    admin.post(`/api/test-runs/${runs[i % 3].id}/results`, { results: orders[i % 3] }),
  )
  for (const { status } of await Promise.all(calls)) expect(status).toBe(201)
  const counted = await sql`select failed from case_failures where project_id = ${project.id}`
  expect(counted.map((one) => one.failed)).toEqual([15, 15, 15])
})

type Failure = { caseId: string; failureCount: number }
type Run = { id: string; projectId: string; testCases: { id: string; repositoryCaseId: string }[] }

function resultOf(run: Run, { id: caseId }: Ids, ago: number, status: string) {
  const runCase = run.testCases.find(({ repositoryCaseId }) => repositoryCaseId === caseId)
  const id = idAt(new Date(Date.now() - ago * 86_400_000))
  return { id, created_at: timeOf(id), case_id: caseId, run_case_id: runCase?.id, status }
}

/** Results of other days, by the way that all results take. */
const record = ({ id, projectId }: Run, rows: object[]) =>
  platform.database.transaction(async (tx) => {
    await tx.execute(raw`select from runs where id = ${id} for update`)
    await tx.execute(raw`
      with staged as (
        select *, false as flaky, null::bigint as duration_ms
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as s(id uuid, case_id uuid, run_case_id uuid, status text, created_at timestamptz(3))
      ), inserted as (
        insert into results (id, created_at, project_id, run_id, run_case_id, case_id, status)
        select id, created_at, ${projectId}, ${id}, run_case_id, case_id, status from staged
      ), ${applied({ id, projectId })}
      select`)
  })

test('a project of elsewhere is a 404', async () => {
  const { client } = await make.user()
  const { id: projectId } = await make.project()
  for (const [who, id] of [
    [client, projectId],
    [admin, noId],
  ] as const)
    expect((await who.post('/api/report-builder/test-execution', { projectId: id, dateRange })).status).toBe(404)
})
