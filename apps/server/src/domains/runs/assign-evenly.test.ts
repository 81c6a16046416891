import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/test-runs'
const read = async ({ id }: { id: string }) => (await admin.get(`${path}/${id}`)).body

test('what is open is divided evenly, folders stay together where that costs nothing, and each hears of theirs', async () => {
  const project = await make.project()
  const people: string[] = []
  for (let i = 0; i < 3; i++) people.push((await make.member(project, 'Tester')).user.id)
  const runOf = async (sizes: number[], estimate?: (i: number) => number | null) => {
    const cases = []
    let order = 0
    for (const size of sizes) {
      const folder = await make.folder(project, { order: order++ })
      for (let i = 0; i < size; i++)
        cases.push(await make.case(project, { folderId: folder.id, estimate: estimate?.(cases.length) ?? null }))
    }
    return make.run(project, cases)
  }
  const divide = (run: { id: string }, userIds: string[], filter?: object) =>
    admin.post(`${path}/${run.id}/cases/assign-evenly`, { userIds, ...(filter && { filter }) })
  const counts = async (...args: Parameters<typeof divide>) =>
    (await divide(...args)).body.shares.map(({ count }: { count: number }) => count)
  const [ada, bob] = people as [string, string]

  expect(await counts(await runOf([4, 3]), [ada, bob])).toEqual([4, 3])
  expect(await counts(await runOf([3, 4]), [ada, bob])).toEqual([3, 4])
  expect(await counts(await runOf([3, 2, 2]), people)).toEqual([3, 2, 2])
  expect(await counts(await runOf([2, 2, 3]), people)).toEqual([2, 2, 3])
  expect(await counts(await runOf([7]), people)).toEqual([2, 2, 3])
  expect(await counts(await runOf([1]), people)).toEqual([1, 0, 0])
  expect((await divide(await make.run(project, []), [ada])).body).toEqual({
    assigned: 0,
    shares: [{ userId: ada, count: 0, estimate: 0 }],
  })

  // One of an hour weighs as much as six of ten minutes; one that says nothing weighs as the mean of the others.
  const weighed = await runOf([7], (i) => (i ? 600 : 3600))
  expect((await divide(weighed, [ada, bob])).body).toEqual({
    assigned: 7,
    shares: [
      { userId: ada, count: 1, estimate: 3600 },
      { userId: bob, count: 6, estimate: 3600 },
    ],
  })
  expect(await counts(await runOf([4], (i) => [100, 300, null, 0][i] as number), [ada, bob])).toEqual([2, 2])

  const run = await runOf([2, 3])
  const [executed, deleted, third] = run.testCases
  await admin.post(`${path}/${run.id}/cases/${executed.id}/execute`, { status: 'PASSED' })
  await admin.delete(`/api/repository-cases/${deleted.repositoryCaseId}`)
  await admin.post(`${path}/${run.id}/cases/assign`, { ids: [third.id], assignedTo: ada })
  await sql`delete from events where entity_id = ${run.id}`
  expect(await counts(run, [ada, bob, ada])).toEqual([1, 2])
  expect((await read(run)).testCases.map(({ assignedTo }: { assignedTo: string }) => assignedTo)).toEqual([
    null,
    null,
    ada,
    bob,
    bob,
  ])
  const told = await sql`select payload from events where type = 'test_run.assigned' and entity_id = ${run.id}`
  expect(told.map(({ payload }) => payload.assigned)).toEqual([[{ userId: bob, count: 2 }]])
  expect(await counts(run, [ada], { assignedTo: bob })).toEqual([2])

  const outsider = (await make.user()).user.id
  expect(await divide(run, [ada, outsider])).toMatchObject({
    status: 422,
    body: { error: { details: { field: 'userIds.1' } } },
  })
  await admin.put(`${path}/${run.id}`, { status: 'COMPLETED' })
  expect((await divide(run, [ada])).status).toBe(409)
})
