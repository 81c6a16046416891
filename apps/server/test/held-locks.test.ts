import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { faultOf } from '../src/pipeline/failure.ts'
import { importInto, junit, passed } from './junit.ts'
import { startServer } from './server.ts'

const { admin, make, platform } = await startServer({ DATABASE_POOL: '4' })
const { sql } = platform.database
const project = await make.project()

/** Holds a row, or a whole table, until the work is done. */
const holding = <T>(lock: string, work: () => Promise<T>): Promise<T> =>
  sql.begin(async (holder) => {
    await holder.unsafe(lock)
    return work()
  }) as Promise<T>

test('who waits long for a lock hears 409, and the others are served meanwhile and after it', async () => {
  const milestone = await make.milestone(project)
  const rename = (name: string) => admin.put(`/api/milestones/${milestone.id}`, { name })
  const lock = `select from milestones where id = '${milestone.id}' for update`
  const answers = await holding(lock, () => Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(rename)))
  for (const answer of answers)
    expect(answer).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT', message: expect.stringMatching(/try again/) } },
    })
  expect((await rename('g')).status).toBe(200)
})

test('an import waits longer than that', async () => {
  const seconds = 7
  const importing = await holding('lock table runs in share mode', async () => {
    const begun = importInto(admin, { projectId: project.id }, junit(passed('a')))
    await pause(seconds * 1000)
    return { begun }
  })
  expect((await importing.begun).status).toBe(200)
})

test('a statement that takes too long is stopped, and it is said so', async () => {
  const failure = platform.database.transaction(async (tx) => {
    await tx.execute(`set local statement_timeout = '20ms'`)
    await tx.execute('select pg_sleep(5)')
  })
  const fault = await failure.catch(faultOf)
  expect(fault).toMatchObject({ code: 'INTERNAL_ERROR', message: expect.stringMatching(/too long/) })
  expect(await sql`select current_setting('statement_timeout') as it`).toEqual([{ it: '30s' }])
})

test('a transaction whose process does nothing any more is ended by PostgreSQL', async () => {
  const [row] = await sql`select current_setting('idle_in_transaction_session_timeout') as it`
  expect(row).toEqual({ it: '1min' })
})
