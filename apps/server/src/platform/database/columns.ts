import type { RichText } from '@testplanit/api/common/text'
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { type AnyPgColumn, customType, integer, type PgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment, to the millisecond: finer ones would make keyset pages skip rows. Read as ISO 8601 with `Z`. */
export const time = () => timestamp({ withTimezone: true, precision: 3, mode: 'string' })

/** A value as it came. (drizzle's own jsonb would read the text "12" back as a number.) */
export const anyJson = <T>() =>
  customType<{ data: T; driverData: string }>({ dataType: () => 'jsonb', toDriver: (value) => JSON.stringify(value) })()

/** Text or a document as it came. */
export const richText = () => anyJson<RichText>()

/** The condition of an index over the living. */
export const living = sql`deleted_at is null`
/** That of an index by which a deletion finds what it took. */
export const deleted = sql`deletion_id is not null`

/**
 * What every entity has; `userId` is the column that createdBy and updatedBy refer to.
 * A deletion marks all that goes with it with one deletionId, so that it can be undone as one.
 */
export const baseOf = (userId: () => AnyPgColumn) => ({
  id: uuid().primaryKey(),
  createdAt: time().notNull().defaultNow(),
  updatedAt: time().notNull().defaultNow(),
  createdBy: uuid().references(userId),
  updatedBy: uuid().references(userId),
  version: integer().notNull().default(1),
  deletedAt: time(),
  deletionId: uuid(),
})

const texts = new Map<PgTable, SQL>()

/**
 * All columns of a table for a select in SQL, each by its key. For lists: the builder puts its select together anew for
 * each page, and each row by asking each column anew what it is.
 */
export function columnsOf(table: PgTable): SQL {
  const known = texts.get(table)
  if (known) return known
  const columns = Object.entries(getTableColumns(table)).map(([key, { name, keyAsName, columnType }]) => {
    const column = `${getTableName(table)}.${keyAsName ? toSnakeCase(name) : name}`
    // postgres.js leaves a bigint as text.
    return `${column}${columnType === 'PgBigInt53' ? '::float8' : ''} as "${key}"`
  })
  const text = sql.raw(columns.join(', '))
  texts.set(table, text)
  return text
}
