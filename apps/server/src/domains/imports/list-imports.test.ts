import { expect, test } from 'vitest'
import { failed, importInto, junit, passed } from '../../../test/junit.ts'
import { startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()

test('the imports of a project are listed, newest first, by pages, and go with their run', async () => {
  const project = await make.project()
  const { id: projectId } = project
  const imported = async (runName: string, files: Record<string, string>) =>
    (await importInto(admin, { projectId, runName }, files)).body.testRunId
  const first = await imported('Nightly 1', { 'a.xml': junit(passed('a'), failed('b')) })
  const second = await imported('Nightly 2', { 'a.xml': junit(passed('a')), 'b.xml': '<testsuite><testcase name="c' })
  await importInto(admin, { projectId: (await make.project()).id }, junit(passed('of another project')))
  await importInto(admin, { testRunId: first }, { 'a.xml': junit(passed('a'), failed('b')) }) // repeated

  const listed = async (query = '') => (await admin.get(`/api/imports?projectId=${projectId}${query}`)).body
  const { data, pagination } = await listed()
  expect(data).toMatchObject([
    { projectId, testRunId: second, runName: 'Nightly 2', imported: 1, passed: 1, fileCount: 2, faultCount: 1 },
    {
      testRunId: first,
      runName: 'Nightly 1',
      userName: expect.any(String),
      imported: 2,
      passed: 1,
      failed: 1,
      skipped: 0,
      blocked: 0,
      casesCreated: 2,
      casesMatched: 0,
      fileCount: 1,
      faultCount: 0,
    },
  ])
  expect(pagination.total).toBe(2)
  const page = await listed('&limit=1')
  const next = await listed(`&limit=1&cursor=${page.pagination.nextCursor}`)
  expect([...page.data, ...next.data]).toEqual(data)

  await admin.delete(`/api/test-runs/${second}`)
  expect((await listed()).data).toEqual([data[1]])
})
