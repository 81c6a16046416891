import { randomBytes } from 'node:crypto'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { uuidv7obj } from 'uuidv7'

/** A new id: a UUID v7, later ones sort after earlier ones. */
export const newId = (): string => uuidv7obj().toString()

/** An id as if made at another time: for what is brought in with the time at which it happened. */
export function idAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-8$4-$5')
}

/** A new id that sorts after another one, also where that was made by a clock that is ahead. */
export function newIdAfter(id: string): string {
  const made = newId()
  return made > id ? made : idAt(new Date(Date.parse(timeOf(id)) + 1))
}

/** When an id was made, to the millisecond. */
export const timeOf = (id: string): string =>
  new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString()

/** The least id of a millisecond (Unix time): what is made from then on has it or a greater one. Before 1970 there is none. */
export function leastIdAt(time: number): string {
  const hex = Math.max(time, 0).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const DAY = 86_400_000

/** The condition that an id was made on one of the days from `from` to `to`, in UTC; either may be left out. */
export const madeOn = (id: SQLWrapper, { from, to }: { from?: string | undefined; to?: string | undefined }): SQL =>
  sql`(${from ? sql`${id} >= ${leastIdAt(Date.parse(from))}` : sql`true`}
    and ${to ? sql`${id} < ${leastIdAt(Date.parse(to) + DAY)}` : sql`true`})`

/** For `id = …`: any of these ids. One parameter, so that the statement is the same for any number of them. */
export const anyOf = (ids: string[]): SQL => sql`any(${`{${ids.join()}}`}::uuid[])`

/** A new id for each row of a statement, where only PostgreSQL knows how many there are (it has uuidv7() from 18 on). */
export const newIdSql = sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`

/** So many rows an audit row names at most; how many there were stands beside them. */
export const MOST_NAMED = 1000

/** The ids of rows for an audit row: of many the first. */
export const idsOf = (rows: { id: string }[]): string[] => rows.slice(0, MOST_NAMED).map(({ id }) => id)
