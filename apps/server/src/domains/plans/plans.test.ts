import { expect, test } from 'vitest'
import { noId, startServer, unique } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()
const path = '/api/test-plans'
const read = async ({ id }: { id: string }) => (await admin.get(`${path}/${id}`)).body
const execute = (run: { id: string }, caseId: string, status: string) =>
  admin.post(`/api/test-runs/${run.id}/cases/${caseId}/execute`, { status })
const completedAt = '2026-11-24T10:00:00.000Z'

test('keeps what was given, and sums up its living runs', async () => {
  const milestone = await make.milestone(project)
  const given = { name: unique('Release'), description: 'All browsers', milestoneId: milestone.id }
  const { status, body: plan } = await admin.post(path, { projectId: project.id, ...given })
  expect(status).toBe(201)
  const none = { notStarted: 0, inProgress: 0, passed: 0, failed: 0, blocked: 0, skipped: 0 }
  expect(plan).toMatchObject({
    ...given,
    projectId: project.id,
    completedAt: null,
    version: 1,
    runs: { active: 0, completed: 0, cancelled: 0 },
    counts: none,
    openCases: 0,
  })
  const cases = [await make.case(project), await make.case(project), await make.case(project)]
  const [smoke, full, gone] = [
    await make.run(project, cases, { planId: plan.id }),
    await make.run(project, cases.slice(1), { planId: plan.id }),
    await make.run(project, cases, { planId: plan.id }),
  ]
  expect(smoke.planId).toBe(plan.id)
  await execute(smoke, cases[0].id, 'PASSED')
  await execute(smoke, cases[1].id, 'IN_PROGRESS')
  await execute(full, cases[1].id, 'FAILED')
  await admin.put(`/api/test-runs/${full.id}`, { status: 'COMPLETED' })
  await admin.delete(`/api/test-runs/${gone.id}`)
  const sums = {
    runs: { active: 1, completed: 1, cancelled: 0 },
    counts: { ...none, notStarted: 2, inProgress: 1, passed: 1, failed: 1 },
    openCases: 2,
  }
  expect(await read(plan)).toEqual({ ...plan, ...sums })
  const { data } = (await admin.get(`${path}?projectId=${project.id}&milestoneId=${milestone.id}`)).body
  expect(data).toEqual([{ ...plan, ...sums }])
  const runs = (await admin.get(`/api/test-runs?projectId=${project.id}&planId=${plan.id}`)).body.data
  expect(runs.map(({ id }: { id: string }) => id)).toEqual([full.id, smoke.id])
})

test('a name is taken once among the living of a project', async () => {
  const { id, name } = await make.plan(project)
  const again = () => admin.post(path, { projectId: project.id, name })
  expect(await again()).toMatchObject({ status: 409, body: { error: { details: { field: 'name' } } } })
  await admin.delete(`${path}/${id}`)
  expect((await again()).status).toBe(201)
})

test('completing it says what is open and leaves the runs as they are; then it takes no more', async () => {
  const plan = await make.plan(project)
  const testCase = await make.case(project)
  const [inside, outside] = [
    await make.run(project, [testCase], { planId: plan.id }),
    await make.run(project, [testCase]),
  ]
  const put = (body: object) => admin.put(`${path}/${plan.id}`, body)
  const { status, body, headers } = await put({ completedAt })
  expect(status).toBe(200)
  expect(body).toMatchObject({ completedAt, runs: { active: 1 }, openCases: 1 })
  const [entry] = await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`
  expect(entry?.changes).toMatchObject({ after: { completedAt }, openRuns: 1, openCases: 1 })

  const named = { projectId: project.id, name: 'x', planId: plan.id, testCases: [] }
  const moved = (planId: string | null, { id } = outside) => admin.put(`/api/test-runs/${id}`, { planId })
  for (const answer of [await admin.post('/api/test-runs', named), await moved(plan.id)])
    expect(answer).toMatchObject({ status: 409, body: { error: { details: { field: 'planId' } } } })
  expect((await execute(inside, testCase.id, 'PASSED')).status).toBe(201)
  const is = (await admin.get(`/api/test-runs/${inside.id}`)).body
  expect((await admin.put(`/api/test-runs/${inside.id}`, is)).status).toBe(200)
  expect((await admin.post(`/api/test-runs/${inside.id}/copy`, { name: 'Again' })).body.planId).toBe(null)

  const listed = async (completed: boolean) =>
    (await admin.get(`${path}?projectId=${project.id}&completed=${completed}&limit=250`)).body.data.map(
      ({ id }: { id: string }) => id,
    )
  expect([(await listed(true)).includes(plan.id), (await listed(false)).includes(plan.id)]).toEqual([true, false])
  await put({ completedAt: null })
  expect((await moved(plan.id)).body.planId).toBe(plan.id)
  expect((await admin.post(`/api/test-runs/${inside.id}/copy`, { name: 'Again' })).body.planId).toBe(plan.id)
  expect((await moved(null)).body.planId).toBe(null)
})

test('closing needs its own right; what is completed can be PUT back without it', async () => {
  const plan = await make.plan(project)
  const { client } = await make.member(project, 'Tester')
  expect((await client.put(`${path}/${plan.id}`, { completedAt })).status).toBe(403)
  const { body } = await admin.put(`${path}/${plan.id}`, { completedAt })
  expect((await client.put(`${path}/${plan.id}`, body)).status).toBe(200)
  expect((await client.put(`${path}/${plan.id}`, { completedAt: null })).status).toBe(403)
})

test('deleting it leaves its runs without a plan, and bringing it back joins those that have no other', async () => {
  const [plan, other] = [await make.plan(project), await make.plan(project)]
  const [stays, moves] = [
    await make.run(project, [], { planId: plan.id }),
    await make.run(project, [], { planId: plan.id }),
  ]
  const planOf = async ({ id }: { id: string }) => (await admin.get(`/api/test-runs/${id}`)).body.planId
  expect((await admin.delete(`${path}/${plan.id}`)).status).toBe(204)
  expect((await admin.get(`${path}/${plan.id}`)).status).toBe(404)
  expect([await planOf(stays), await planOf(moves)]).toEqual([null, null])
  await admin.put(`/api/test-runs/${moves.id}`, { planId: other.id })
  const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}&entityType=plan`)).body.data
  expect(deletion).toMatchObject({ entityId: plan.id, name: plan.name })
  expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(200)
  expect([await planOf(stays), await planOf(moves)]).toEqual([plan.id, other.id])
})

test('a milestone that is deleted leaves its plans without one, and takes them up again when it is back', async () => {
  const milestone = await make.milestone(project)
  const plan = await make.plan(project, { milestoneId: milestone.id })
  const run = await make.run(project, [], { milestoneId: milestone.id })
  await admin.delete(`/api/milestones/${milestone.id}`)
  const is = await read(plan)
  expect([is.milestoneId, is.version]).toEqual([null, 2])
  const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}&entityType=milestone`)).body.data
  await admin.post(`/api/trash/${deletion.id}/restore`)
  expect((await read(plan)).milestoneId).toBe(milestone.id)
  expect((await admin.get(`/api/test-runs/${run.id}`)).body.milestoneId).toBe(milestone.id)
})

test('of its end and a run that comes into it at once, one comes first', async () => {
  for (let i = 0; i < 8; i++) {
    const [completed, deleted] = [await make.plan(project), await make.plan(project)]
    const run = await make.run(project, [])
    const into = (planId: string) =>
      admin.post('/api/test-runs', { projectId: project.id, name: 'x', planId, testCases: [] })
    const [ended, , ...answers] = await Promise.all([
      admin.put(`${path}/${completed.id}`, { completedAt }),
      admin.delete(`${path}/${deleted.id}`),
      into(completed.id),
      into(deleted.id),
      admin.put(`/api/test-runs/${run.id}`, { planId: deleted.id }),
    ])
    const statuses = answers.map(({ status }) => status)
    expect(
      [
        [201, 409],
        [201, 422],
        [200, 422],
      ].map((known, i) => known.includes(statuses[i] as number)),
    ).toEqual([true, true, true])
    expect((await read(completed)).runs.active).toBe(statuses[0] === 201 ? 1 : 0)
    if (statuses[0] === 201) expect(ended.body.runs.active).toBe(1)
  }
  expect(await sql`select r.id from runs r join plans p on p.id = r.plan_id where p.deleted_at is not null`).toEqual([])
})

test('a plan or a milestone of elsewhere is a 422 on its field', async () => {
  const elsewhere = await make.project()
  const [plan, milestone] = [await make.plan(elsewhere), await make.milestone(elsewhere)]
  for (const planId of [plan.id, noId]) {
    const { status, body } = await admin.post('/api/test-runs', { projectId: project.id, name: 'x', planId })
    expect([status, body.error.details.field]).toEqual([422, 'planId'])
  }
  const { status, body } = await admin.post(path, { projectId: project.id, name: 'x', milestoneId: milestone.id })
  expect([status, body.error.details.field]).toEqual([422, 'milestoneId'])
})
