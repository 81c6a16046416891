import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const { sql } = platform.database
const path = '/api/test-runs'
const read = async ({ id }: { id: string }) => (await admin.get(`${path}/${id}`)).body

test('configurations of a run come and go with their run cases, and the counts are right', async () => {
  const [a, b, gone] = [await make.case(project), await make.case(project), await make.case(project)]
  const names = ['Firefox', 'Chrome', 'Safari']
  const made = []
  for (const _ of names) made.push(await make.configuration(project))
  const [firefox, chrome, safari] = made.map(({ id }) => id)
  const run = await make.run(project, [a, b, gone])
  const add = (configurationId: string) => admin.post(`${path}/${run.id}/configurations`, { configurationId })
  const remove = (configurationId: string, who = admin) =>
    who.delete(`${path}/${run.id}/configurations/${configurationId}`)
  const execute = (id: string, status: string) => admin.post(`${path}/${run.id}/cases/${id}/execute`, { status })
  const [ofA] = run.testCases
  await execute(ofA.id, 'PASSED')
  expect((await add(firefox)).body).toEqual({ added: 0 })
  expect(await read(run)).toMatchObject({
    configurationId: firefox,
    counts: { passed: 1, notStarted: 2 },
    testCases: [{ id: ofA.id, configurationId: firefox, status: 'PASSED' }, { configurationId: firefox }, {}],
  })

  await admin.delete(`/api/repository-cases/${gone.id}`)
  expect((await add(chrome)).body).toEqual({ added: 2 })
  expect((await add(safari)).body).toEqual({ added: 2 })
  const grown = await read(run)
  expect(grown).toMatchObject({ configurationIds: [firefox, chrome, safari], counts: { passed: 1, notStarted: 6 } })
  expect(grown.testCases.map((one: Record<string, string>) => [one.repositoryCaseId, one.configurationId])).toEqual([
    ...[firefox, chrome, safari].map((id) => [a.id, id]),
    ...[firefox, chrome, safari].map((id) => [b.id, id]),
    [gone.id, firefox],
  ])

  const onChrome = grown.testCases[1]
  await execute(onChrome.id, 'FAILED')
  expect((await add(chrome)).body).toEqual({ added: 0 })
  await admin.post(`${path}/${run.id}/cases/remove`, { ids: [grown.testCases[4].id] })
  expect((await add(chrome)).body).toEqual({ added: 1 })
  expect((await read(run)).counts).toMatchObject({ passed: 1, failed: 1, notStarted: 5 })

  const { client } = await make.member(project, 'Tester')
  expect((await remove(chrome, client)).status).toBe(403)
  expect((await remove(safari, client)).status).toBe(204)
  const { status, headers } = await remove(chrome)
  expect(status).toBe(204)
  expect((await remove(chrome)).status).toBe(404)
  const [entry] = await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`
  expect(entry?.changes).toMatchObject({ configurationId: chrome, removed: 2, results: 1 })
  expect(await read(run)).toMatchObject({
    configurationIds: [firefox],
    counts: { passed: 1, failed: 0, notStarted: 2 },
    testCasesTotal: 3,
  })

  expect((await remove(firefox, client)).status).toBe(204)
  expect(await read(run)).toMatchObject({
    configurationIds: [],
    counts: { passed: 1, notStarted: 2 },
    testCases: [{ id: ofA.id, configurationId: null, status: 'PASSED' }, {}, {}],
  })
  await admin.put(`${path}/${run.id}`, { status: 'COMPLETED' })
  expect((await add(firefox)).status).toBe(409)
})

test('a run has at most fifty configurations', async () => {
  const configurationIds = []
  for (let i = 0; i < 51; i++) configurationIds.push((await make.configuration(project)).id)
  const [last, ...most] = configurationIds
  const run = await make.run(project, [], { configurationIds: most })
  const add = (configurationId: string) => admin.post(`${path}/${run.id}/configurations`, { configurationId })
  expect(await add(last)).toMatchObject({ status: 409, body: { error: { details: { field: 'configurationId' } } } })
  expect((await add(most[0])).status).toBe(200)
})
