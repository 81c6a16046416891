import { expect, test, vi } from 'vitest'
import { startServer } from '../../test/server.ts'
import type { Job } from '../platform/jobs/job.ts'
import { Dispatcher, type Happened, type Subscriber } from './dispatch-events.ts'

const { platform, admin, make } = await startServer()
const heard: Happened[] = []
let failures = 0
const listener: Subscriber = {
  name: 'listener',
  retries: 3,
  listensTo: ['milestone.completed'],
  async run(event) {
    if (failures++ === 0) throw new Error('the first try fails')
    heard.push(event)
  },
}
const dispatcher = new Dispatcher(platform, [listener])
const unhandled = async () => (await platform.database.sql`select from events where handled_at is null`).length

test('what a command says is handed to its listeners once, after its commit, and tried again when they fail', async () => {
  await platform.jobs.start([listener as unknown as Job], platform, true)
  await dispatcher.start()
  const milestone = await make.milestone(await make.project())
  await admin.put(`/api/milestones/${milestone.id}`, { completedAt: '2026-11-24T10:00:00.000Z' })
  await vi.waitFor(() => expect(heard).toHaveLength(1), 20_000)
  expect(heard[0]).toMatchObject({
    type: 'milestone.completed',
    entityId: milestone.id,
    payload: { name: milestone.name },
  })
  expect(await unhandled()).toBe(0)

  await admin.put(`/api/milestones/${milestone.id}`, { completedAt: '2026-11-24T10:00:00.000Z', expectedVersion: 1 })
  await dispatcher.stop()
  await platform.jobs.stop()
  expect(heard).toHaveLength(1)
})

test('of two that dispatch at once, one hands an event over', async () => {
  const milestone = await make.milestone(await make.project())
  await admin.put(`/api/milestones/${milestone.id}`, { completedAt: '2026-11-24T10:00:00.000Z' })
  const others = [new Dispatcher(platform, []), new Dispatcher(platform, [])]
  const counts = await Promise.all(others.map((one) => one.dispatch()))
  expect(counts.sort()).toEqual([0, 1])
  expect(await unhandled()).toBe(0)
})
