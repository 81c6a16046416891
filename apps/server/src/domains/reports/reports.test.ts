import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

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

test('a project of elsewhere is a 404', async () => {
  const { client } = await make.user()
  const { id: projectId } = await make.project()
  for (const [who, id] of [
    [client, projectId],
    [admin, noId],
  ] as const)
    expect((await who.post('/api/report-builder/test-execution', { projectId: id, dateRange })).status).toBe(404)
})
