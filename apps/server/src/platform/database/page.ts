import { createHash } from 'node:crypto'
import { EXACT_TOTAL, type Page, type Paging } from '@testplanit/api/common/page'
import { Time } from '@testplanit/api/common/time'
import { invalid } from '@testplanit/api/errors'
import { and, type InferSelectModel, is, SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { columnsOf } from './columns.ts'
import type { Reader } from './database.ts'

/**
 * How a list is ordered: by its id, or by a column (a text expression) that is never null and then by the id; there is
 * an index for each.
 */
export interface Order<Row> {
  id: PgColumn
  by?: PgColumn | SQL
  keyOf?: (row: Row) => unknown
  descending: boolean
}

/** A column by which a list is sorted, with `-` the last first. */
export type Sort<T> = `${'' | '-'}${keyof T & string}`

/**
 * The order that a list's `sort` names: that of a column, which is never null. `createdAt` is by the id alone: ids grow
 * with time.
 */
export function sortedBy<T extends { id: PgColumn }>(table: T, sort: Sort<T>): Order<{ id: string }> {
  const key = sort.replace('-', '') as keyof T
  const order = { id: table.id, descending: sort.startsWith('-') }
  if (key === 'createdAt') return order
  return { ...order, by: table[key] as PgColumn, keyOf: (row) => (row as Record<keyof T, unknown>)[key] }
}

/** What the statement of a list needs to know of the page that is asked for. */
export interface Slice {
  /** What the list finds, from where the page begins. */
  where: SQL | undefined
  /** The two by themselves, for what seeks in its own way: what the list finds, and behind which row the page begins. */
  filter: SQL | undefined
  after: { id: unknown; key: unknown } | undefined
  orderBy: SQL
  limit: number
  offset: number
}

export interface Listing<Row> {
  order: Order<Row>
  where: (SQL | undefined)[]
  rows(slice: Slice): PromiseLike<Row[]>
  /** A kept counter, or a count of what `where` finds. */
  total(where: SQL | undefined): PromiseLike<number>
  /** The total comes from a kept counter: it is told at any size. */
  totalIsKept?: boolean
}

/**
 * One page of a list: one query and a count. A cursor goes on after the last row of the page before, at the same cost
 * at any depth; it holds the list's filters and sort and serves for no other. Throws VALIDATION_ERROR otherwise.
 */
export async function page<Row extends { id: string | number }>(
  input: Paging & object,
  listing: Listing<Row>,
): Promise<Page<Row>> {
  const { limit, offset, cursor, ...rest } = input
  const { order, rows, total, totalIsKept } = listing
  const mark = createHash('sha256').update(JSON.stringify(rest)).digest('base64url').slice(0, 12)
  const filter = and(...listing.where)
  const after = cursor === undefined ? undefined : readCursor(cursor, mark, order)
  const slice = {
    where: and(filter, after && follows(order, after)),
    filter,
    after,
    orderBy: orderBy(order),
    limit: literal(limit + 1),
    offset: offset ? offset : literal(0),
  }
  const [found, count] = await Promise.all([rows(slice), cursor === undefined ? total(filter) : null])
  const data = found.slice(0, limit)
  const last = data.at(-1)
  const isExact = count === null || count <= EXACT_TOTAL || totalIsKept
  return {
    data,
    pagination: {
      limit,
      offset: cursor === undefined ? (offset ?? 0) : null,
      total: count !== null && !isExact ? EXACT_TOTAL : count,
      ...(!isExact && { totalIsExact: false }),
      nextCursor: found.length > limit && last ? writeCursor(mark, order, last) : null,
    },
  }
}

/** The rows of a slice of a table, whole. */
export const rowsOf = <T extends PgTable>(db: Reader, table: T, { where, orderBy, limit, offset }: Slice) =>
  db.execute<InferSelectModel<T>>(
    sql`select ${columnsOf(table)} from ${table} where ${where ?? sql`true`} order by ${orderBy} limit ${limit} offset ${offset}`,
  )

/** How many rows there are, counted no further than a list's total is exact. */
export async function cappedCount(db: Reader, from: SQL | PgColumn['table'], where: SQL | undefined): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (select 1 from ${from} where ${where ?? sql`true`} limit ${literal(EXACT_TOTAL + 1)}) counted`,
  )
  return row?.count ?? 0
}

/**
 * A number in the statement's text: with a parameter for a limit, PostgreSQL plans for a tenth of the table, or anew
 * each time. (drizzle's types ask for a number; it takes SQL as well.)
 */
const literal = (value: number) => sql.raw(String(value)) as unknown as number

function orderBy<Row>({ id, by, descending }: Order<Row>): SQL {
  const direction = descending ? sql`desc` : sql`asc`
  return by ? sql`${by} ${direction}, ${id} ${direction}` : sql`${id} ${direction}`
}

function follows<Row>({ id, by, descending }: Order<Row>, after: { id: unknown; key: unknown }): SQL {
  const beyond = descending ? sql`<` : sql`>`
  return by ? sql`(${by}, ${id}) ${beyond} (${after.key}, ${after.id})` : sql`${id} ${beyond} ${after.id}`
}

const writeCursor = <Row extends { id: string | number }>(mark: string, { keyOf }: Order<Row>, row: Row) =>
  Buffer.from(JSON.stringify([mark, row.id, keyOf?.(row)])).toString('base64url')

function readCursor<Row>(cursor: string, mark: string, { id, by }: Order<Row>): { id: unknown; key: unknown } {
  const wrong = () =>
    invalid({ field: 'cursor', message: 'is not a cursor of this list with these filters and this sort' })
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw wrong()
  }
  if (!Array.isArray(parts) || parts[0] !== mark || !isId(id, parts[1]) || !isKey(by, parts[2])) throw wrong()
  return { id: parts[1], key: parts[2] }
}

const isId = (id: PgColumn, value: unknown) =>
  id.dataType === 'number' ? isKey(id, value) : typeof value === 'string' && UUID.test(value)

/** Whether PostgreSQL can compare the column with what a cursor says that it was: anybody can write a cursor. */
const isKey = (by: PgColumn | SQL | undefined, key: unknown) =>
  by === undefined ||
  (is(by, SQL) || by.dataType !== 'number'
    ? typeof key === 'string' && (is(by, SQL) || by.columnType !== 'PgTimestampString' || Time.safeParse(key).success)
    : key === Math.trunc(key as number) && Math.abs(key) < 2 ** 31)

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
