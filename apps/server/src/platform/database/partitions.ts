import type postgres from 'postgres'

const TABLES = ['results', 'audit_log', 'events']
const MONTHS_BACK = 2
const MONTHS_AHEAD = 12

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
      return {
        name,
        make: `create table if not exists ${name} partition of ${table} for values from ('${least(start)}') to ('${least(end)}')`,
      }
    }),
  )
  const missing = wanted.filter(({ name }) => !there.has(name))
  if (missing.length) await sql.unsafe(missing.map(({ make }) => make).join(';'))
}

function monthsAgo(months: number): Date {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months))
}

/** The least UUID of a millisecond. */
export function least(time: number): string {
  const hex = time.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
