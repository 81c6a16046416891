import { conflict, invalid } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Writer } from './database.ts'
import { nounOf } from './entities.ts'

/** A table whose rows stand beneath others of it. */
type Tree = PgTable & Record<'id' | 'parentId' | 'deletedAt', PgColumn>

/** The ids of a living row and of all that live beneath it: for `in`. */
export const subtreeOf = (tree: Tree, id: string): SQL => sql`(
  with recursive beneath as (
    select id from ${tree} where id = ${id} and deleted_at is null
    union all select t.id from ${tree} t join beneath b on t.parent_id = b.id where t.deleted_at is null
  ) select id from beneath)`

/**
 * Throws VALIDATION_ERROR where the new parent lives no more, CONFLICT where it is the row itself or beneath it. The tree
 * must be locked (`lock`): else two moves at once can make a circle.
 */
export async function mustFitBeneath(tx: Writer, tree: Tree, id: string, parentId: string): Promise<void> {
  const above = await tx.execute<{ id: string; isDeleted: boolean }>(sql`
    with recursive above as (
      select id, parent_id, deleted_at from ${tree} where id = ${parentId}
      union all select t.id, t.parent_id, t.deleted_at from ${tree} t join above a on t.id = a.parent_id
    ) select id, deleted_at is not null as "isDeleted" from above`)
  const noun = nounOf(tree)
  const parent = above.find((one) => one.id === parentId.toLowerCase())
  if (!parent || parent.isDeleted) throw invalid({ field: 'parentId', message: `names no ${noun} that exists here` })
  if (above.some((one) => one.id === id.toLowerCase()))
    throw conflict(`A ${noun} cannot stand beneath itself, nor beneath what is beneath it.`, 'parentId')
}
