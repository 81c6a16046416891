import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const path = '/api/test-runs'

test('a run case is read with all that one needs to execute it, by either id', async () => {
  const steps = [{ action: 'Open', expected: 'It opens' }, { action: 'Close' }]
  const given = { title: 'Pay', description: 'By card', expectedResult: 'Paid', tags: ['smoke'], estimate: 60, steps }
  const [testCase, other] = [await make.case(project, given), await make.case(project)]
  const run = await make.run(project, [testCase])
  const [{ id }] = run.testCases
  const get = (caseId: string, runId = run.id) => admin.get(`${path}/${runId}/cases/${caseId}`)
  const fresh = await get(id)
  const [listed] = (await admin.get(`${path}/${run.id}/cases`)).body.data
  expect(fresh).toMatchObject({ status: 200, body: { ...listed, resultId: null, testCase } })
  expect((await get(testCase.id)).body).toEqual(fresh.body)
  const result = (await admin.post(`${path}/${run.id}/cases/${id}/execute`, { status: 'FAILED', duration: 3 })).body
  expect((await get(id)).body).toMatchObject({ status: 'FAILED', duration: 3, resultId: result.id })

  const elsewhere = await make.run(await make.project(), [])
  for (const answer of [await get(other.id), await get(noId), await get('x'), await get(testCase.id, elsewhere.id)])
    expect(answer.status).toBe(404)

  await admin.delete(`/api/repository-cases/${testCase.id}`)
  for (const one of [id, testCase.id])
    expect((await get(one)).body).toMatchObject({
      caseDeleted: true,
      testCase: { ...given, deleted: true, steps: testCase.steps },
    })
})

test('a repository case that stands in a run more than once is a 409 that asks for the id of the run case', async () => {
  const testCase = await make.case(project)
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const run = await make.run(project, [testCase], { configurationIds })
  const get = (caseId: string) => admin.get(`${path}/${run.id}/cases/${caseId}`)
  expect(await get(testCase.id)).toMatchObject({ status: 409, body: { error: { details: { field: 'caseId' } } } })
  for (const [i, { id }] of run.testCases.entries())
    expect((await get(id)).body).toMatchObject({
      id,
      configurationId: configurationIds[i],
      testCase: { id: testCase.id },
    })
})
