import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** A moment as text, as the API writes it: inside JSON, or to sort by. As a column of its own it is that already. */
export function isoTime(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** The UTC day of a moment. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

/** Whether two moments are one, however they are written. */
export const isSameTime = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b))

/** Whole seconds of milliseconds. */
export function seconds(milliseconds: SQL | PgColumn): SQL<number | null> {
  return sql`round(${milliseconds} / 1000.0)::float8`
}
