import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { birthOf } from './processes.ts'

/**
 * Makes this process the only server on a data directory, and gives what ends that.
 * The lock of a server that was killed is recognised and succeeded. Throws when another server lives.
 *
 * Locks are numbered and the highest counts. A stale one is never replaced, the next number is taken, and the
 * highest is never removed: so of any that find the same stale lock, exactly one wins, however slow the others are.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const mine = join(dataDir, `server.lock.${randomUUID()}`)
  await writeFile(mine, `${process.pid} ${birthOf(process.pid)}`)
  try {
    for (;;) {
      const locks = await locksIn(dataDir)
      const last = Math.max(0, ...locks)
      await refuseIfHeld(dataDir, last)
      const lock = pathOf(dataDir, last + 1)
      // A link appears whole or not at all, so nobody reads a half-written lock.
      if (!(await tryLink(mine, lock))) continue
      if (Math.max(...(await locksIn(dataDir))) > last + 1) {
        await rm(lock)
        continue
      }
      for (const old of locks) await rm(pathOf(dataDir, old), { force: true })
      return () => writeFile(lock, '')
    }
  } finally {
    await rm(mine)
  }
}

const pathOf = (dataDir: string, number: number) => join(dataDir, `server.lock.${number}`)

async function locksIn(dataDir: string): Promise<number[]> {
  const names = await readdir(dataDir)
  return names.flatMap((name) => /^server\.lock\.(\d+)$/.exec(name)?.[1] ?? []).map(Number)
}

async function refuseIfHeld(dataDir: string, number: number): Promise<void> {
  const holder = await contentOf(pathOf(dataDir, number))
  const [, pid, birth] = /^(\d+) (.+)$/.exec(holder) ?? []
  if (!pid || birthOf(Number(pid)) !== birth) return
  throw new Error(
    `Another TestPlanIt server (process ${pid}) already uses ${dataDir}. ` +
      'Stop that one first, or give this one a directory of its own: DATA_DIR=./other-data',
  )
}

/** Empty when it was given back, or when a later one has succeeded it meanwhile. */
async function contentOf(lock: string): Promise<string> {
  try {
    return await readFile(lock, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
