import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'
import { caseForecastOf, completionOf, riskOf } from './answers.ts'

const { admin, make } = await startServer()
const project = await make.project()
type Ids = { id: string }

const execute = async (run: Ids, { id }: Ids, result: object) => {
  const { status, body } = await admin.post(`/api/test-runs/${run.id}/cases/${id}/execute`, result)
  expect(status, JSON.stringify(body)).toBe(201)
}
/** A case that took so long each time, in seconds; null: it did not say. */
async function timed(durations: (number | null)[], extra = {}, status = 'PASSED') {
  const one = await make.case(project, extra)
  const run = await make.run(project, [one])
  for (const duration of durations) await execute(run, one, { status, duration })
  return { one, run }
}
const forecastOf = async ({ id }: Ids) => {
  const { status, body } = await admin.get(`/api/repository-cases/forecast?caseId=${id}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const ofMilestone = async ({ id }: Ids) => (await admin.get(`/api/milestones/${id}/forecast`)).body
const ofRun = async ({ id }: Ids) => (await admin.get(`/api/test-runs/${id}/forecast`)).body
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const link = async (a: Ids, b: Ids, type = 'SAME_TEST_DIFFERENT_SOURCE') =>
  (
    await admin.post('/api/model/RepositoryCaseLink/create', {
      data: { caseA: { connect: { id: a.id } }, caseB: { connect: { id: b.id } }, type },
    })
  ).body.data

test('a case takes the mean of what it took, without any what is estimated, or nobody knows', async () => {
  expect(await forecastOf((await timed([100, 0, 101, 100], { estimate: 7 })).one)).toEqual({
    estimatedDuration: 100,
    estimatedDurationMs: 100_333,
    confidence: 'MEDIUM',
    basedOn: { historicalExecutions: 4, durations: 3, averageDuration: 100.333, lastExecutionDuration: 100 },
  })
  expect(await forecastOf((await timed([null, 0], { estimate: 300 })).one)).toEqual({
    estimatedDuration: 300,
    estimatedDurationMs: 300_000,
    confidence: 'LOW',
    basedOn: { historicalExecutions: 2, durations: 0, averageDuration: null, lastExecutionDuration: 0 },
  })
  expect(await forecastOf(await make.case(project))).toEqual({
    estimatedDuration: null,
    estimatedDurationMs: null,
    confidence: 'LOW',
    basedOn: { historicalExecutions: 0, durations: 0, averageDuration: null, lastExecutionDuration: null },
  })
})

test('what was skipped or is under way says nothing of how long a case takes', async () => {
  for (const status of ['SKIPPED', 'IN_PROGRESS'])
    expect(await forecastOf((await timed([50], {}, status)).one)).toMatchObject({
      estimatedDuration: null,
      basedOn: { historicalExecutions: 0 },
    })
  for (const status of ['FAILED', 'BLOCKED'])
    expect((await forecastOf((await timed([50], {}, status)).one)).estimatedDuration).toBe(50)
})

test('it counts what its same-test links took, in either direction, and no others', async () => {
  const [manual, automated, other] = [await timed([100]), await timed([200, 300]), await timed([1000])]
  const { id } = await link(manual.one, automated.one)
  await link(manual.one, other.one, 'DEPENDS_ON')
  for (const { one } of [manual, automated])
    expect(await forecastOf(one)).toMatchObject({
      estimatedDuration: 200,
      confidence: 'MEDIUM',
      basedOn: { historicalExecutions: 3, lastExecutionDuration: 300 },
    })
  await admin.put('/api/model/RepositoryCaseLink/update', { where: { id }, data: { isDeleted: true } })
  expect((await forecastOf(manual.one)).estimatedDuration).toBe(100)
})

test('results that are removed with their run case leave its forecast', async () => {
  const { one, run } = await timed([10, 20])
  const other = await make.run(project, [one])
  await execute(other, one, { status: 'PASSED', duration: 60 })
  expect((await forecastOf(one)).estimatedDuration).toBe(30)
  await admin.post(`/api/test-runs/${run.id}/cases/remove`, { ids: [run.testCases[0].id] })
  expect(await forecastOf(one)).toMatchObject({ estimatedDuration: 60, basedOn: { durations: 1 } })
  await admin.post(`/api/test-runs/${other.id}/cases/remove`, { ids: [other.testCases[0].id] })
  expect(await forecastOf(one)).toMatchObject({ estimatedDuration: null, basedOn: { durations: 0 } })
})

test('one is sure from ten durations that differ little, half sure from three', () => {
  const of = (durations: number[]) =>
    caseForecastOf({
      estimate: null,
      executions: durations.length,
      times: durations.length,
      durationMs: durations.reduce((sum, one) => sum + one, 0),
      squares: durations.reduce((sum, one) => sum + one ** 2, 0),
      lastMs: null,
    }).confidence
  const spread = (by: number) => Array.from({ length: 10 }, (_, i) => 1000 + (i % 2 ? by : -by))
  expect([of([]), of([5, 5]), of([5, 5, 5]), of(Array(9).fill(5))]).toEqual(['LOW', 'LOW', 'MEDIUM', 'MEDIUM'])
  expect([of(Array(10).fill(5)), of(spread(230)), of(spread(240)), of(spread(900))]).toEqual([
    'HIGH',
    'HIGH',
    'MEDIUM',
    'MEDIUM',
  ])
  expect(of(Array(30).fill(2_147_483_647_000))).toBe('HIGH')
})

test('a run takes what its pending cases take, each by its own estimate, as often as it stands in it', async () => {
  const [known, estimated, unknown, done, begun] = [
    (await timed([100])).one,
    await make.case(project, { estimate: 20 }),
    await make.case(project),
    (await timed([1000])).one,
    await make.case(project, { estimate: 3 }),
  ]
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const run = await make.run(project, [known, estimated, unknown], { configurationIds })
  expect(await ofRun(run)).toMatchObject({
    estimatedDuration: 240,
    progress: { completed: 0, total: 6, percentComplete: 0 },
    basedOn: { pending: 6, withoutEstimate: 2, casesPerDay: null },
  })
  const other = await make.run(project, [done, begun])
  await execute(other, done, { status: 'FAILED' })
  await execute(other, begun, { status: 'IN_PROGRESS', duration: 500 })
  expect(await ofRun(other)).toEqual({
    estimatedCompletion: `${day(0)}T00:00:00.000Z`,
    estimatedDuration: 3,
    estimatedDurationMs: 3000,
    progress: { completed: 1, total: 2, percentComplete: 50 },
    basedOn: { pending: 1, withoutEstimate: 0, casesPerDay: 1 },
  })
  await admin.put(`/api/test-runs/${other.id}`, { status: 'COMPLETED' })
  expect(await ofRun(other)).toMatchObject({ estimatedDuration: 0, basedOn: { pending: 0 } })
})

test('a milestone adds up its runs and those beneath it; what is beneath it is told apart', async () => {
  const own = await make.project()
  const top = await make.milestone(own, { dueDate: day(300) })
  const [late, early] = [
    await make.milestone(own, { parentId: top.id, dueDate: day(20) }),
    await make.milestone(own, { parentId: top.id, dueDate: day(-1) }),
  ]
  const deep = await make.milestone(own, { parentId: late.id })
  const cases = (count: number) => Promise.all(Array.from({ length: count }, () => make.case(own, { estimate: 600 })))
  const [a, b, c] = [await cases(2), await cases(3), await cases(1)]
  const done = await make.run(own, a, { milestoneId: top.id })
  await execute(done, a[0], { status: 'PASSED', duration: 60 })
  await make.run(own, b, { milestoneId: deep.id })
  await make.run(own, c, { milestoneId: early.id })
  const [cancelled, deleted] = [
    await make.run(own, b, { milestoneId: late.id }),
    await make.run(own, b, { milestoneId: top.id }),
  ]
  await admin.put(`/api/test-runs/${cancelled.id}`, { status: 'CANCELLED' })
  await admin.delete(`/api/test-runs/${deleted.id}`)

  const forecast = await ofMilestone(top)
  expect(forecast).toEqual({
    estimatedCompletion: `${day(4)}T00:00:00.000Z`,
    estimatedDuration: 3000,
    estimatedDurationMs: 3_000_000,
    progress: { completed: 1, total: 6, percentComplete: 16.7 },
    basedOn: { pending: 5, withoutEstimate: 0, casesPerDay: 1 },
    riskLevel: 'LOW',
    childMilestones: [
      { id: early.id, name: early.name, dueDate: day(-1), estimatedCompletion: expect.any(String), riskLevel: 'HIGH' },
      { id: late.id, name: late.name, dueDate: day(20), estimatedCompletion: expect.any(String), riskLevel: 'LOW' },
    ],
  })
  expect(await ofMilestone(late)).toMatchObject({
    estimatedDuration: 1800,
    progress: { completed: 0, total: 3 },
    estimatedCompletion: forecast.childMilestones[1].estimatedCompletion,
    childMilestones: [{ id: deep.id }],
  })
  await admin.put(`/api/test-runs/${done.id}`, { status: 'COMPLETED' })
  expect(await ofMilestone(top)).toMatchObject({ estimatedDuration: 2400, progress: { completed: 1, total: 6 } })
  const completedAt = '2026-01-31T09:30:00.000Z'
  await admin.put(`/api/milestones/${early.id}`, { completedAt })
  expect(await ofMilestone(early)).toMatchObject({ estimatedCompletion: completedAt, riskLevel: 'LOW' })
})

test('a milestone counts what the same test took elsewhere', async () => {
  const milestone = await make.milestone(project)
  const [one, two] = [await timed([100]), await timed([300])]
  await make.run(project, [one.one], { milestoneId: milestone.id })
  expect((await ofMilestone(milestone)).estimatedDuration).toBe(100)
  await link(two.one, one.one)
  expect((await ofMilestone(milestone)).estimatedDuration).toBe(200)
  const manual = await make.case(project, { estimate: 7 })
  await link(manual, two.one)
  const other = await make.milestone(project)
  await make.run(project, [manual], { milestoneId: other.id })
  expect((await ofMilestone(other)).estimatedDuration).toBe(300)
})

test('an empty milestone has nothing to tell', async () => {
  expect(await ofMilestone(await make.milestone(project, { dueDate: day(3) }))).toMatchObject({
    estimatedCompletion: null,
    estimatedDuration: 0,
    progress: { completed: 0, total: 0, percentComplete: 0 },
    riskLevel: 'LOW',
    childMilestones: [],
  })
})

const outlook = { completed: 0, total: 10, pending: 10, pendingMs: 0, withoutEstimate: 0, recent: 0, days: 0 }
const HOUR = 3_600_000

test('completion goes by the pace of late, from the day on which it began', () => {
  const monday = '2026-06-01'
  const at = (changes: object) => completionOf({ ...outlook, ...changes }, monday)
  expect(at({ recent: 10, days: 1 })).toBe(monday)
  expect(at({ recent: 5, days: 1 })).toBe('2026-06-02')
  expect(at({ recent: 14, days: 14 })).toBe('2026-06-10')
  expect(at({ recent: 1, days: 14, pendingMs: 1 })).toBe('2026-10-18')
  expect(at({ pending: 0, recent: 1, days: 1 })).toBe(monday)
  expect(at({ pending: 2_000_000, recent: 1, days: 14 })).toBe('2126-06-01')
})

test('completion goes by six hours a working day where nothing was done of late', () => {
  const after = (today: string, hours: number) => completionOf({ ...outlook, pendingMs: hours * HOUR }, today)
  expect(['2026-06-01', '2026-06-05', '2026-06-06', '2026-06-07'].map((today) => after(today, 1))).toEqual([
    '2026-06-01',
    '2026-06-05',
    '2026-06-08',
    '2026-06-08',
  ])
  expect([6, 6.1, 30, 31, 60, 61].map((hours) => after('2026-06-01', hours))).toEqual([
    '2026-06-01',
    '2026-06-02',
    '2026-06-05',
    '2026-06-08',
    '2026-06-12',
    '2026-06-15',
  ])
  expect([6, 7, 31].map((hours) => after('2026-06-05', hours))).toEqual(['2026-06-05', '2026-06-08', '2026-06-12'])
  expect(after('2026-06-06', 31)).toBe('2026-06-15')
  expect(after('2026-06-01', 1e12)).toMatch(/^21/)
  expect(after('2026-06-01', 0)).toBeNull()
})

test('the risk is high past the due date, middling in the last tenth of the time until then', () => {
  const today = '2026-06-01'
  const of = (dueDate: string | null, completion: string | null, changes = {}) =>
    riskOf({ dueDate, completedAt: null, pending: 1, ...changes }, completion, today)
  expect(of('2026-06-21', '2026-06-18')).toBe('LOW')
  expect(of('2026-06-21', '2026-06-19')).toBe('MEDIUM')
  expect(of('2026-06-21', '2026-06-21')).toBe('MEDIUM')
  expect(of('2026-06-21', '2026-06-22')).toBe('HIGH')
  expect(of('2026-05-31', today)).toBe('HIGH')
  expect(of(today, today)).toBe('MEDIUM')
  expect(of('2026-05-31', today, { pending: 0 })).toBe('HIGH')
  expect(of('2026-05-31', today, { completedAt: '2026-05-30T10:00:00.000Z' })).toBe('LOW')
  expect(of(today, today, { pending: 0 })).toBe('LOW')
  expect([of(null, '2026-06-21'), of('2026-06-21', null)]).toEqual(['LOW', 'LOW'])
})

test('updating answers the forecast that there is', async () => {
  const { one, run } = await timed([100])
  const milestone = await make.milestone(project)
  const update = async (entityType: string, { id: entityId }: Ids) =>
    (await admin.post('/api/forecast/update', { entityType, entityId })).body
  for (const [entityType, entity, forecast] of [
    ['testCase', one, await forecastOf(one)],
    ['testRun', run, await ofRun(run)],
    ['milestone', milestone, await ofMilestone(milestone)],
  ] as const)
    expect(await update(entityType, entity)).toEqual({ entityType, entityId: entity.id, forecast })
})

test('what is gone, of elsewhere or not to be read is a 404', async () => {
  const { client } = await make.member(await make.project(), 'Test lead')
  const { one, run } = await timed([100])
  const milestone = await make.milestone(project)
  for (const [entityType, { id }, path] of [
    ['testCase', one, `/api/repository-cases/forecast?caseId=${one.id}`],
    ['testRun', run, `/api/test-runs/${run.id}/forecast`],
    ['milestone', milestone, `/api/milestones/${milestone.id}/forecast`],
  ] as const) {
    expect((await client.get(path)).status).toBe(404)
    expect((await client.post('/api/forecast/update', { entityType, entityId: id })).status).toBe(404)
    expect((await admin.get(path.replace(id, noId))).status).toBe(404)
  }
})
