import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'

test('requests under way are answered before the database closes', async () => {
  const { app, stop, admin, make, platform } = await startServer()
  const milestone = await make.milestone(await make.project())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { body: token } = await admin.post('/api/api-tokens', { name: 'ci' })
  const rename = () =>
    fetch(`${address}/api/milestones/${milestone.id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'later' }),
    })
  await rename()
  const holder = platform.database.sql.begin(async (tx) => {
    await tx`select from milestones where id = ${milestone.id} for update`
    await pause(2000)
  })
  await pause(100)
  const slow = rename()
  await pause(300)
  const stopped = stop()
  expect((await slow).status).toBe(200)
  await Promise.all([stopped, holder])
  await expect(fetch(address)).rejects.toThrow()
})

test('its data may lie in a folder that is named from where it is started, as by default', async () => {
  const { app } = await startServer({ DATA_DIR: relative(process.cwd(), await mkdtemp(join(tmpdir(), 'data-'))) })
  expect((await app.inject('/api/health/live')).statusCode).toBe(200)
})
