import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from './embedded.ts'
import { birthOf } from './processes.ts'

const run = promisify(execFile)
let dataDir: string
let warnings: string[]
let running: Embedded | undefined
const log = { debug() {}, info() {}, warn: (message: string) => void warnings.push(message) }

/** A data directory as the first start leaves it, copied for each test: making one takes a second. */
let fresh: string

beforeAll(async () => {
  fresh = await mkdtemp(join(tmpdir(), 'testplanit-embedded-'))
  const { stop } = await startEmbedded({ dataDir: fresh, log: { ...log, warn() {} } })
  await stop()
  return () => rm(fresh, { recursive: true })
})
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'testplanit-embedded-'))
  await run('cp', ['-a', `${fresh}/.`, dataDir])
  warnings = []
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  await rm(dataDir, { recursive: true })
})

const start = async () => {
  running = await startEmbedded({ dataDir, log })
  return running
}
const stop = async () => {
  await running?.stop()
  running = undefined
}
async function query(url: string, statement: string) {
  const sql = postgres(url, { onnotice() {} })
  try {
    return [...(await sql.unsafe(statement).simple())]
  } finally {
    await sql.end()
  }
}
const postmaster = async () => Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)

/** A server in a process of its own, which acknowledges a write and can then be killed. */
async function startInOtherProcess() {
  const script = `
    import postgres from 'postgres'
    const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
    const log = { debug() {}, info() {}, warn() {} }
    const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log })
    const sql = postgres(url)
    await sql\`create table acknowledged as select 42 as answer\`
    sql\`insert into acknowledged select 43 from pg_sleep(600)\`.execute()
    console.log('acknowledged')
    setInterval(() => {}, 1000)`
  const cwd = import.meta.dirname
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface({ input: child.stdout }), 'line')
  return async () => {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
}

test('a restart keeps what is in it', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 7 as n')
  await stop()
  await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  const second = await start()
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }])
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600)
  expect(warnings).toEqual([])
})

test('writes are durable, text compares alike everywhere, letters of all languages are letters', async () => {
  const { url } = await start()
  const [row] = await query(
    url,
    `create extension pg_trgm;
     select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
            current_setting('server_encoding') as encoding, lower('ÜÉ') as lower, 'Z' < 'a' as by_code_point,
            cardinality(show_trgm('日本')) as trigrams`,
  ).then((results) => results.at(-1) as Record<string, unknown>[])
  expect(row).toEqual({ fsync: 'on', commit: 'on', encoding: 'UTF8', lower: 'üé', by_code_point: true, trigrams: 3 })
})

test('a wrong password is refused', async () => {
  const { url } = await start()
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed')
})

test('after kill -9 of the server the acknowledged write is there, and nothing half done', async () => {
  const kill = await startInOtherProcess()
  const orphan = await postmaster()
  await kill()
  expect(birthOf(orphan)).toBeDefined()
  const { url } = await start()
  expect(birthOf(orphan)).toBeUndefined()
  expect(await query(url, 'select answer from acknowledged')).toEqual([{ answer: 42 }])
  expect(warnings).toEqual([expect.stringContaining('that a killed server left behind')])
})

test('after kill -9 of the server and of PostgreSQL the acknowledged write is there', async () => {
  const kill = await startInOtherProcess()
  process.kill(await postmaster(), 'SIGKILL')
  await kill()
  const { url } = await start()
  expect(await query(url, 'select answer from acknowledged')).toEqual([{ answer: 42 }])
})

test('a postmaster.pid and a lock of processes that others have become are stale', async () => {
  await start()
  await stop()
  // This very process is alive, but it is neither that PostgreSQL nor that server.
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`)
  await writeFile(join(dataDir, 'server.lock.9'), `${process.pid} of an earlier one`)
  const { url } = await start()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a first start that was cut off begins anew', async () => {
  await rm(join(dataDir, 'postgres'), { recursive: true })
  await mkdir(join(dataDir, 'postgres.new'))
  await writeFile(join(dataDir, 'postgres.new', 'half'), '')
  const { url } = await start()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a second server on the same directory ends with a clear message, and the first goes on', async () => {
  const { url } = await start()
  await expect(startEmbedded({ dataDir, log })).rejects.toThrow(
    `Another TestPlanIt server (process ${process.pid}) already uses ${dataDir}. Stop that one first`,
  )
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of many that find the same stale lock, one starts', async () => {
  await writeFile(join(dataDir, 'server.lock.9'), '')
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => startEmbedded({ dataDir, log })))
  const started = results.filter((result) => result.status === 'fulfilled')
  for (const { value } of started) running = value
  expect(started).toHaveLength(1)
})

test('a lost password is named, not replaced', async () => {
  await start()
  await stop()
  await rm(join(dataDir, 'postgres-password'))
  await expect(startEmbedded({ dataDir, log })).rejects.toThrow('postgres-password is missing')
})
