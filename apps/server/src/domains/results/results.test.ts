import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const statuses = ({ data }: { data: { status: string }[] }) => data.map(({ status }) => status)

test('a run case has its results newest first, a case those of all its living runs', async () => {
  const testCase = await make.case(project)
  const [run, other, gone] = [
    await make.run(project, [testCase], { name: 'First' }),
    await make.run(project, [testCase], { name: 'Second' }),
    await make.run(project, [testCase]),
  ]
  const [execute, history] = [
    ({ id }: { id: string }, status: string) =>
      admin.post(`/api/test-runs/${id}/cases/${testCase.id}/execute`, { status }),
    async (query = '') => (await admin.get(`/api/test-runs/${run.id}/cases/${testCase.id}/results${query}`)).body,
  ]
  for (const status of ['FAILED', 'PASSED', 'BLOCKED']) await execute(run, status)
  await execute(other, 'SKIPPED')
  await execute(gone, 'FAILED')
  await admin.delete(`/api/test-runs/${gone.id}`)
  expect(statuses(await history())).toEqual(['BLOCKED', 'PASSED', 'FAILED'])
  const first = await history('?limit=2')
  expect([statuses(first), first.pagination.total]).toEqual([['BLOCKED', 'PASSED'], 3])
  expect(statuses(await history(`?limit=2&cursor=${first.pagination.nextCursor}`))).toEqual(['FAILED'])
  const byRunCase = (await admin.get(`/api/test-runs/${run.id}/cases/${run.testCases[0].id}/results`)).body
  expect(byRunCase.data).toEqual((await history()).data)

  const { data, pagination } = (await admin.get(`/api/repository-cases/${testCase.id}/results`)).body
  expect([statuses({ data }), pagination.total]).toEqual([['SKIPPED', 'BLOCKED', 'PASSED', 'FAILED'], 4])
  expect(data[0]).toMatchObject({ runName: 'Second', userName: expect.any(String), runId: other.id })
})

test('what is not in the run is a 404, what was not executed has none', async () => {
  const [testCase, notInIt] = [await make.case(project), await make.case(project)]
  const run = await make.run(project, [testCase])
  const at = (runId: string, caseId: string) => admin.get(`/api/test-runs/${runId}/cases/${caseId}/results`)
  expect(await at(run.id, testCase.id)).toMatchObject({ status: 200, body: { data: [], pagination: { total: 0 } } })
  for (const [runId, caseId] of [
    [run.id, notInIt.id],
    [run.id, noId],
    [noId, testCase.id],
  ] as const)
    expect((await at(runId, caseId)).status).toBe(404)
  const other = await make.run(await make.project(), [])
  expect((await at(other.id, testCase.id)).status).toBe(404)
})
