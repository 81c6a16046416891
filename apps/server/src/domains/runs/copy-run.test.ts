import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()
const path = '/api/test-runs'
type Row = Record<string, string>
const told = async ({ id }: { id: string }) =>
  (await sql`select payload from events where type = 'test_run.assigned' and entity_id = ${id}`).map(
    ({ payload }) => payload.assigned,
  )

test('a copy holds what its run holds, in its order, and nothing that was recorded', async () => {
  const milestone = await make.milestone(project)
  const cases = [await make.case(project), await make.case(project), await make.case(project)]
  const [firefox, chrome] = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const [ada, bob] = [await make.member(project, 'Tester'), await make.member(project, 'Tester')]
  const run = await make.run(project, cases, {
    description: 'All of it',
    milestoneId: milestone.id,
    configurationIds: [firefox],
    assignedTo: ada.user.id,
  })
  const at = `${path}/${run.id}`
  await admin.post(`${at}/configurations`, { configurationId: chrome })
  const { testCases } = (await admin.get(at)).body
  await admin.post(`${at}/cases/assign`, { ids: [testCases[1].id], assignedTo: bob.user.id })
  await admin.post(`${at}/cases/${testCases[0].id}/execute`, { status: 'FAILED', duration: 5 })
  await admin.put(at, { status: 'COMPLETED' })
  await sql`update users set active = false where id = ${bob.user.id}`

  const { status, body } = await admin.post(`${at}/copy`, { name: 'Again' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'Again',
    description: 'All of it',
    projectId: project.id,
    milestoneId: milestone.id,
    configurationIds: [firefox, chrome],
    status: 'ACTIVE',
    version: 1,
    completedAt: null,
    counts: { notStarted: 6, failed: 0 },
    testCasesTotal: 6,
    leftOut: 0,
  })
  const { leftOut: _, ...read } = body
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(read)
  const placeOf = ({ repositoryCaseId, configurationId }: Row) => [repositoryCaseId, configurationId]
  expect(body.testCases.map(placeOf)).toEqual(testCases.map(placeOf))
  for (const one of body.testCases)
    expect(one).toMatchObject({ status: 'NOT_STARTED', executedAt: null, durationMs: null })
  expect(body.testCases.map(({ assignedTo }: Row) => assignedTo)).toEqual([
    ada.user.id,
    null,
    ada.user.id,
    null,
    ada.user.id,
    null,
  ])
  expect(await told(body)).toEqual([[{ userId: ada.user.id, count: 3 }]])
  expect((await admin.get(`${path}/${body.id}/cases/${body.testCases[0].id}/results`)).body.data).toEqual([])

  const dropped = (await admin.post(`${at}/copy`, { name: 'Again', assignments: 'drop' })).body
  expect([...new Set(dropped.testCases.map(({ assignedTo }: Row) => assignedTo))]).toEqual([null])
  expect(await told(dropped)).toEqual([])
  expect((await admin.post(`${path}/${noId}/copy`, { name: 'x' })).status).toBe(404)
})

test('what failed is run again; cases that were deleted stay behind, and it is said how many', async () => {
  const cases = await Promise.all(Array.from({ length: 5 }, () => make.case(project)))
  cases.sort((a, b) => a.number - b.number)
  const run = await make.run(project, cases)
  const at = `${path}/${run.id}`
  const results = ['PASSED', 'FAILED', 'BLOCKED', 'FAILED'].map((status, i) => ({ caseId: cases[i].id, status }))
  await admin.post(`${at}/results`, { results })
  await admin.delete(`/api/repository-cases/${cases[3].id}`)
  const copy = async (body: object) => (await admin.post(`${at}/copy`, { name: 'Rerun', ...body })).body
  const casesOf = ({ testCases }: { testCases: Row[] }) => testCases.map((one) => one.repositoryCaseId)
  const rerun = await copy({ only: ['FAILED', 'BLOCKED'] })
  expect([casesOf(rerun), rerun.leftOut, rerun.counts.notStarted]).toEqual([[cases[1].id, cases[2].id], 1, 2])
  expect((await copy({ only: ['IN_PROGRESS'] })).testCasesTotal).toBe(0)
  expect(await copy({})).toMatchObject({ testCasesTotal: 4, leftOut: 1 })
  const [entry] = await sql`select changes from audit_log where operation = 'runs.copy' and entity_id = ${rerun.id}`
  expect(entry?.changes.after).toMatchObject({
    copyOf: run.id,
    only: ['FAILED', 'BLOCKED'],
    leftOut: 1,
    testCasesTotal: 2,
  })
})

test('of a copy and the deletion of its milestone at once, no run is left to a milestone that is gone', async () => {
  for (let i = 0; i < 8; i++) {
    const milestone = await make.milestone(project)
    const run = await make.run(project, [], { milestoneId: milestone.id })
    await Promise.all([
      admin.delete(`/api/milestones/${milestone.id}`),
      admin.post(`${path}/${run.id}/copy`, { name: 'Copy' }),
    ])
  }
  expect(
    await sql`select r.id from runs r join milestones m on m.id = r.milestone_id where m.deleted_at is not null`,
  ).toEqual([])
})
