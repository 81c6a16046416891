import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import { codeOf } from './database.ts'
import { leastIdAt } from './ids.ts'

const TABLES = ['results', 'audit_log', 'events']
const MONTHS_BACK = 2
const MONTHS_AHEAD = 12
const ATTEMPTS = 10
const LOCK_TIMEOUT = '55P03'

/**
 * Makes the monthly partitions from the month of `from` (two months ago) to a year ahead; those that are there stay.
 * The id alone decides the month: a UUID v7 begins with the milliseconds since 1970.
 */
export async function ensurePartitions(sql: postgres.Sql, from = monthsAgo(MONTHS_BACK)): Promise<void> {
  const now = new Date()
  const months = (now.getUTCFullYear() - from.getUTCFullYear()) * 12 + now.getUTCMonth() - from.getUTCMonth()
  const there = new Set((await sql`select relname from pg_class where relispartition`).map(({ relname }) => relname))
  const wanted = Array.from({ length: months + MONTHS_AHEAD + 1 }, (_, i) => i).flatMap((i) =>
    TABLES.map((table) => {
      const [start, end] = [i, i + 1].map((n) => Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n)) as [
        number,
        number,
      ]
      const name = `${table}_${new Date(start).toISOString().slice(0, 7).replace('-', '_')}`
      return { table, name, from: leastIdAt(start), to: leastIdAt(end) }
    }),
  )
  const missing = wanted.filter(({ name }) => !there.has(name))
  for (const partition of missing) await make(sql, partition, ATTEMPTS)
}

interface Partition {
  table: string
  name: string
  from: string
  to: string
}

/** Made beside its table and attached: writers go on meanwhile, whom `create table … partition of` would lock out. */
async function make(sql: postgres.Sql, { table, name, from, to }: Partition, left: number): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx`set local lock_timeout = '2s'`
      await tx.unsafe(`create table ${name} (like ${table} including all)`)
      await tx.unsafe(`alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`)
    })
  } catch (error) {
    if (left <= 1 || codeOf(error) !== LOCK_TIMEOUT) throw error
    await pause(1000)
    await make(sql, { table, name, from, to }, left - 1)
  }
}

function monthsAgo(months: number): Date {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months))
}
