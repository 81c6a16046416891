import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { createDatabase } from './database.ts'
import { startServer } from './server.ts'

/** PostgreSQL behind a door that can be shut. */
async function behindDoor(url: string) {
  const there = new URL(url)
  const [host, port] = [there.hostname, Number(there.port)]
  const open = new Set<Socket>()
  const door = createServer((socket) => {
    const upstream = connect(port, host)
    for (const side of [socket, upstream]) open.add(side.on('error', () => undefined))
    socket.pipe(upstream).pipe(socket)
  })
  await once(door.listen(0), 'listening')
  const at = (door.address() as AddressInfo).port
  there.port = String(at)
  return {
    url: there.href,
    async shut() {
      const closed = new Promise((done) => door.close(done))
      for (const socket of open) socket.resetAndDestroy()
      open.clear()
      await closed
    },
    reopen: () => once(door.listen(at), 'listening'),
  }
}

test('while PostgreSQL is away the server says so, and goes on by itself when it is back', async () => {
  const database = await createDatabase()
  const door = await behindDoor(database.url)
  const { admin, make, anonymous, work, platform } = await startServer(
    { LOG_LEVEL: 'silent' },
    { database: { ...database, url: door.url } },
  )
  const project = await make.project()
  const milestone = await make.milestone(project)
  const ready = () => anonymous.get('/api/health/ready')
  work()
  await vi.waitFor(async () => expect((await ready()).body).toEqual({ status: 'ok', jobs: 'started' }), 20_000)

  for (let round = 0; round < 3; round++) {
    const underWay = Array.from({ length: 30 }, (_, i) =>
      i % 2
        ? admin.get(`/api/projects/${project.id}`)
        : admin.put(`/api/milestones/${milestone.id}`, { name: `name ${round} ${i}` }),
    )
    await new Promise((resolve) => setTimeout(resolve, 5 * round))
    await door.shut()
    for (const { status } of await Promise.all(underWay)) expect([200, 500]).toContain(status)
    expect((await admin.get(`/api/projects/${project.id}`)).status).toBe(500)
    expect(await ready()).toMatchObject({ status: 503, body: { status: 'unavailable' } })
    await door.reopen()
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), 5000)
    expect((await admin.put(`/api/milestones/${milestone.id}`, { name: `after ${round}` })).status).toBe(200)
  }
  const unhandled = () => platform.database.sql`select from events where handled_at is null`
  await vi.waitFor(async () => expect(await unhandled()).toHaveLength(0), 10_000)
}, 60_000)

test('jobs whose start fails are started when they can be, and a server without them stops in order', async () => {
  const database = await createDatabase()
  const door = await behindDoor(database.url)
  const settings = { LOG_LEVEL: 'silent' }
  const { work, platform } = await startServer(settings, { database: { ...database, url: door.url } })
  await door.shut()
  work()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(platform.jobs.state).toBe('not started')
  await door.reopen()
  await vi.waitFor(() => expect(platform.jobs.state).toBe('started'), 20_000)

  const other = await startServer(settings, { database: { ...database, url: door.url } })
  await door.shut()
  other.work()
  await other.stop()
  expect(other.platform.jobs.state).toBe('not started')
  await door.reopen()
}, 60_000)
