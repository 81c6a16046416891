import type { Page, Paging } from '@testplanit/api/common/page'
import { conflict, type Fault, invalid, notFound } from '@testplanit/api/errors'
import { and, eq, getTableName, type InferInsertModel, type InferSelectModel, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Reader, Writer } from './database.ts'
import { newId } from './ids.ts'
import { cappedCount, page, rowsOf, type Sort, sortedBy } from './page.ts'

/** A table with the columns of every entity. */
type EntityTable = PgTable &
  Record<
    'id' | 'createdAt' | 'updatedAt' | 'createdBy' | 'updatedBy' | 'version' | 'deletedAt' | 'deletionId',
    PgColumn
  >
type Row<T extends EntityTable> = InferSelectModel<T>
type Values<T extends EntityTable> = Omit<InferInsertModel<T>, 'id' | 'createdBy' | 'updatedBy' | 'version'>
type By = { id: string }

/** An entity as the API answers it. */
export type Answer<R> = Omit<R, 'deletedAt' | 'deletionId'> & { deleted: boolean }

export function answer<R extends { deletedAt: string | null; deletionId: string | null }>(row: R): Answer<R> {
  const { deletedAt, deletionId: _, ...rest } = row
  // Not spread into another: of a page of wide rows that takes as long as to read them.
  return Object.assign(rest, { deleted: deletedAt !== null })
}

/** What people call a row of the table, where its name does not say it. */
const NOUNS: Record<string, string> = {
  cases: 'test case',
  runs: 'test run',
  plans: 'test plan',
  fields: 'custom field',
  api_tokens: 'token',
}

/** What people call a row of the table. */
export const nounOf = (table: PgTable) =>
  NOUNS[getTableName(table)] ?? getTableName(table).replace(/s$/, '').replaceAll('_', ' ')

/** Makes an entity; `actor` made it. */
export async function insert<T extends EntityTable>(
  tx: Writer,
  table: T,
  values: Values<T>,
  actor: By,
): Promise<Row<T>> {
  const by = actor.id || null
  const [row] = await tx
    .insert(table)
    .values({ ...values, id: newId(), createdBy: by, updatedBy: by } as never)
    .returning()
  return row as Row<T>
}

/** Reads a living entity. Throws NOT_FOUND where there is none any more. */
export async function readLiving<T extends EntityTable>(db: Reader, table: T, id: string): Promise<Row<T>> {
  const [row] = await db
    .select()
    .from(table as PgTable)
    .where(and(eq(table.id, id), isNull(table.deletedAt)))
  if (!row) throw notFound(nounOf(table))
  return row as Row<T>
}

interface Listing<T extends EntityTable, A> {
  where?: (SQL | undefined)[]
  /** A column, with `-` the last first; the newest first unless said otherwise. */
  sort?: Sort<T>
  /** A row as the API answers it. */
  as: (row: Row<T>) => A
}

/** One page of the living entities of a table. What joins others or has an order of its own takes `page`. */
export async function listLiving<T extends EntityTable, A>(
  db: Reader,
  table: T,
  input: Paging & object,
  { where: conditions = [], sort = '-createdAt', as }: Listing<T, A>,
): Promise<Page<A>> {
  const { data, pagination } = await page<Row<T> & { id: string }>(input, {
    order: sortedBy(table, sort),
    where: [...conditions, isNull(table.deletedAt)],
    rows: (slice) => rowsOf(db, table, slice) as never,
    total: (where) => cappedCount(db, table, where),
  })
  return { data: data.map(as), pagination }
}

/** Holds an entity that a new one refers to, so that it is not deleted meanwhile. Throws VALIDATION_ERROR on the field. */
export async function lockLiving(tx: Writer, table: EntityTable, id: string, field: string): Promise<void> {
  const [row] = await tx
    .select({ id: table.id })
    .from(table as PgTable)
    .where(and(eq(table.id, id), isNull(table.deletedAt)))
    .for('share')
  if (!row) throw invalid({ field, message: 'names nothing that exists here' })
}

interface Change<T extends EntityTable> {
  id: string
  changes: Partial<Values<T>>
  expectedVersion?: number | undefined
  /** Looks at what is there before it changes; throws to refuse. Gives more to change, where that follows from it. */
  check?: (before: Row<T>) => Promise<Partial<Values<T>> | undefined> | undefined
}

/** Throws CONFLICT where an entity does not have the version that a caller saw, if they say which. */
export function mustHaveVersion(version: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw stale(version)
}

/** The fault of who saw another version than there is now; where it is known, with the fields that changed since. */
export function stale(version: number, changed: string[] = []): Fault {
  const fault = conflict(`This was changed meanwhile: it has version ${version} now.`, 'expectedVersion')
  fault.issues.push(...changed.map((field) => ({ field, message: 'was changed meanwhile' })))
  return fault
}

/**
 * Changes an entity: locks its row (against all but those who only refer to it), writes what is given, counts its version
 * up.
 * Throws NOT_FOUND where it does not live, CONFLICT where the expected version is stale.
 */
export async function change<T extends EntityTable>(
  tx: Writer,
  table: T,
  { id, changes, expectedVersion, check }: Change<T>,
  actor: By,
): Promise<{ before: Row<T>; after: Row<T> }> {
  const [before] = (await tx
    .select()
    .from(table as PgTable)
    .where(and(eq(table.id, id), isNull(table.deletedAt)))
    .for('no key update')) as Row<T>[]
  if (!before) throw notFound(nounOf(table))
  mustHaveVersion((before as { version: number }).version, expectedVersion)
  const more = await check?.(before)
  const [after] = (await tx
    .update(table as PgTable)
    .set({
      ...changes,
      ...more,
      updatedAt: sql`now()`,
      updatedBy: actor.id || null,
      version: sql`${table.version} + 1`,
    } as never)
    .where(eq(table.id, id))
    .returning()) as Row<T>[]
  return { before, after: after as Row<T> }
}

/**
 * Deletes an entity softly, and gives its row: what goes with it is marked with the row's deletionId. Throws NOT_FOUND
 * where it lives no more.
 */
export async function remove<T extends EntityTable>(tx: Writer, table: T, id: string, actor: By): Promise<Row<T>> {
  const [row] = (await tx
    .update(table as PgTable)
    .set({ deletedAt: sql`now()`, deletionId: newId(), updatedAt: sql`now()`, updatedBy: actor.id || null } as never)
    .where(and(eq(table.id, id), isNull(table.deletedAt)))
    .returning()) as Row<T>[]
  if (!row) throw notFound(nounOf(table))
  return row
}
