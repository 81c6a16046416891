import { sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Writer } from '../../../platform/database/database.ts'
import { anyOf } from '../../../platform/database/ids.ts'
import { attachments } from '../../attachments/tables.ts'
import { purging } from '../../attachments/writes.ts'
import { users } from '../../users/tables.ts'
import { tiesOf } from './ties.ts'

export type Table = PgTable & { id: AnyPgColumn }

/** Deletes rows for good, with their parts, the innermost first; what goes on without them names them no more. */
export async function purge(tx: Writer, table: Table, ids: string[]): Promise<void> {
  if (!ids.length) return
  const { parts = [], freed = [] } = tiesOf.get(table) ?? {}
  for (const column of parts) await purgePart(tx, column, ids)
  for (const column of freed)
    await tx
      .update(column.table)
      .set({ [column.name]: null })
      .where(sql`${column} = ${anyOf(ids)}`)
  if (table === attachments)
    await tx.execute(sql`with ${purging(sql`select unnest(${`{${ids.join()}}`}::uuid[])`)} select`)
  else if (table === users) await erase(tx, ids)
  else await tx.delete(table).where(sql`${table.id} = ${anyOf(ids)}`)
}

async function purgePart(tx: Writer, column: AnyPgColumn, ids: string[]): Promise<void> {
  const named = sql`${column} = ${anyOf(ids)}`
  if (!tiesOf.has(column.table)) {
    await tx.delete(column.table).where(named)
    return
  }
  const part = column.table as Table
  const rows = await tx
    .select({ id: part.id })
    .from(part as PgTable)
    .where(named)
  await purge(
    tx,
    part,
    rows.map(({ id }) => String(id)),
  )
}

/**
 * Whoever tested something is named beside it for as long as it is kept, in the audit log too: of a user the row stays
 * with its name, and nothing else of them.
 */
const erase = (tx: Writer, ids: string[]) =>
  tx
    .update(users)
    .set({
      email: sql`${users.id} || '@deleted.invalid'`,
      passwordHash: '',
      roleId: null,
      notifications: {},
      lastSeenAt: null,
      deletionId: null,
    })
    .where(sql`${users.id} = ${anyOf(ids)}`)
