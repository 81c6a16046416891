import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * Clears away what a killed server left half-written in a folder. A data directory with an embedded database is this
 * process's alone; one beside a database of their own may be shared, and then only what is a day old is certainly
 * nobody's any more.
 */
export async function clearLeftovers(folder: string, config: Pick<Config, 'DATABASE_URL'>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const until = config.DATABASE_URL ? Date.now() - DAY : Number.POSITIVE_INFINITY
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    // Of several processes that start at once, another may have been here.
    const there = await stat(path).catch(() => null)
    if (there && there.mtimeMs < until) await rm(path, { recursive: true, force: true })
  }
}
