import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { sql as statement } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { socketOpener } from './socket.ts'

/** drizzle on a connection of the pool, or within a transaction. */
export type Handle = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>
/** A command's own transaction. */
export type Writer = Handle
/** A query's handle: it cannot write. */
export type Reader = Pick<
  Handle,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'execute' | '$with' | 'with' | '$count'
>

export interface Database {
  /** postgres.js itself: for COPY, LISTEN, and the pipeline's own statements. */
  sql: postgres.Sql
  db: Handle
  /** Reads whose texts are many, as callers put them together: no connection keeps them. */
  unprepared: Reader
  /** Runs `work` in one transaction; anew when PostgreSQL asks for it (deadlock, serialization). */
  transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const LOCK_TIMEOUT = 5_000
const STATEMENT_TIMEOUT = 30_000
const IDLE_TIMEOUT = 60_000
const TIMESTAMPTZ = 1184
const ATTEMPTS = 3
const ASKS_FOR_ANOTHER_TRY = new Set(['40001', '40P01'])

export function openDatabase(url: string, { max = 20 }: { max?: number } = {}): Database {
  const sql = postgres(url, {
    max,
    onnotice: () => undefined,
    // Seconds: after an outage nobody waits long for a connection.
    backoff: (attempts) => Math.min(2 ** attempts / 100, 1) * (0.5 + Math.random() / 2),
    connection: {
      TimeZone: 'UTC',
      application_name: 'testplanit',
      // What a tree holds is guessed far too high: compiling its statement would take longer than running it.
      jit: false,
      // Milliseconds. One who holds a lock must not come to hold every connection, by all who wait for it.
      lock_timeout: LOCK_TIMEOUT,
      statement_timeout: STATEMENT_TIMEOUT,
      idle_in_transaction_session_timeout: IDLE_TIMEOUT,
    },
    ...{ socket: socketOpener() },
  })
  const db = drizzle(prepared(sql), { casing: 'snake_case' }) as unknown as Handle
  const unprepared = drizzle(sql, { casing: 'snake_case' }) as unknown as Reader
  // drizzle leaves moments as PostgreSQL prints them; the API speaks ISO 8601.
  sql.options.parsers[TIMESTAMPTZ] = isoTime
  return {
    sql,
    db,
    unprepared,
    transaction: (work) => repeated(() => db.transaction((tx) => work(tx as Writer)), ATTEMPTS),
    close: () => sql.end({ timeout: 5 }),
  }
}

/** postgres.js itself on the connection of a transaction. */
export const rawOf = (tx: Writer): postgres.TransactionSql =>
  (tx as unknown as { session: { client: postgres.TransactionSql } }).session.client

/** Lets the statements of this transaction take minutes, and wait longer for locks. */
export async function allowMinutes(tx: Writer): Promise<void> {
  await rawOf(tx)`select set_config('statement_timeout', '15min', true), set_config('lock_timeout', '1min', true)`
}

/**
 * Streams rows (COPY's text format) into a table, as fast as PostgreSQL takes them. What `rows` throws is thrown.
 * postgres.js never settles a COPY that fails at its very end, and tells the statement behind it: so there is one.
 */
export async function copyInto(tx: Writer, table: string, rows: () => AsyncIterable<string>): Promise<void> {
  const raw = rawOf(tx)
  const copy = await raw`copy ${raw(table)} from stdin`.writable()
  copy.on('error', () => undefined)
  try {
    await pipeline(rows, copy, { end: false })
    copy.end()
  } catch (error) {
    copy.destroy(error as Error)
    throw error
  } finally {
    await turn()
  }
  await raw`select 1`
}

/**
 * Stands in a statement whose best plan depends on its values, as where one option has three cases and another a million:
 * PostgreSQL then plans it anew each time, and sees them.
 */
export const plannedAnew = statement.raw('/* planned anew */')

/** drizzle sends its statements unprepared; PostgreSQL then plans each anew, which costs more than most of them take. */
function prepared<T extends postgres.ISql>(client: T): T {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'unsafe')
        return (text: string, values: never[], options?: object) =>
          target.unsafe(text, values, { ...options, prepare: !text.includes('/* planned anew */') })
      if (key === 'begin' || key === 'savepoint')
        return (work: (inner: postgres.ISql) => unknown) =>
          (target as unknown as Record<string, (work: unknown) => unknown>)[key]?.((inner: postgres.ISql) =>
            work(prepared(inner)),
          )
      return Reflect.get(target, key)
    },
  })
}

/** `2026-01-31 09:30:00.12+00` → `2026-01-31T09:30:00.120Z`: cut and joined, as a list of fifty holds a hundred. */
const isoTime = (text: string) =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}${(text.slice(19, -3) || '.').padEnd(4, '0')}Z`

async function repeated<T>(work: () => Promise<T>, left: number): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (left > 1 && ASKS_FOR_ANOTHER_TRY.has(codeOf(error))) return repeated(work, left - 1)
    throw error
  }
}

/** The SQLSTATE of a failure, wherever it is wrapped. */
export function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : cause ? codeOf(cause) : ''
}

/** The constraint that a statement broke, and its table. */
export function constraintOf(error: unknown): { table: string; name: string } {
  const { constraint_name, table_name, cause } = (error ?? {}) as Record<string, unknown>
  if (typeof constraint_name === 'string') return { table: String(table_name), name: constraint_name }
  return cause ? constraintOf(cause) : { table: '', name: '' }
}
