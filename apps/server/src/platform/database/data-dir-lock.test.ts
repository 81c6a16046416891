import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDataDir } from './data-dir-lock.ts'

test('of many that find the same stale lock one wins, a hundred times over', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'testplanit-lock-'))
  for (let round = 0; round < 100; round++) {
    const [stale] = (await readdir(dataDir)).filter((name) => name.startsWith('server.lock.'))
    if (stale) await writeFile(join(dataDir, stale), `${process.pid} of an earlier one`)
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dataDir)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.message).toMatch(/^Another TestPlanIt server/)
    }
    await expect(lockDataDir(dataDir)).rejects.toThrow('already uses')
    for (const result of results) if (result.status === 'fulfilled') await result.value()
  }
  expect(await readdir(dataDir)).toHaveLength(1)
  await rm(dataDir, { recursive: true })
})
