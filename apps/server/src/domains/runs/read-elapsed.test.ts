import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()

test('a run says how long was worked on it, and from which result to which', async () => {
  const [one, two] = [await make.case(project), await make.case(project)]
  const run = await make.run(project, [one, two])
  const elapsed = async () => (await admin.get(`/api/test-runs/${run.id}/elapsed`)).body
  const execute = async ({ id }: { id: string }, body: object) =>
    (await admin.post(`/api/test-runs/${run.id}/cases/${id}/execute`, body)).body
  const none = { duration: 0, durationMs: 0, timedResults: 0, firstResultAt: null, lastResultAt: null }
  expect(await elapsed()).toEqual({ ...none, elapsed: null, elapsedMs: null })

  const first = await execute(one, { status: 'IN_PROGRESS' })
  await execute(one, { status: 'PASSED', durationMs: 1400 })
  const wrong = await execute(two, { status: 'FAILED', durationMs: 90_000 })
  const { body: last } = await admin.post(`/api/results/${wrong.id}/correct`, { status: 'PASSED', durationMs: 200 })
  const elapsedMs = Date.parse(last.createdAt) - Date.parse(first.createdAt)
  expect(await elapsed()).toEqual({
    duration: 2,
    durationMs: 1600,
    timedResults: 2,
    firstResultAt: first.createdAt,
    lastResultAt: last.createdAt,
    elapsed: Math.round(elapsedMs / 1000),
    elapsedMs,
  })

  await admin.post(`/api/test-runs/${run.id}/cases/remove`, { ids: [first.runCaseId] })
  expect(await elapsed()).toMatchObject({ durationMs: 200, timedResults: 1, firstResultAt: wrong.createdAt })
})
