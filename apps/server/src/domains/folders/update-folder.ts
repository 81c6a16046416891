import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import { conflict } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { change } from '../../platform/database/entities.ts'
import { livingParent, lockFolders, readFolder } from './queries.ts'
import { folders } from './tables.ts'

export const updateFolder: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { folderId: id, expectedVersion, parentId, ...changes } = input
  const moves = parentId !== undefined
  if (moves) await lockFolders(tx, actor.projectId)
  const check = async (is: Folder) => (moves ? { parentId: await newParent(tx, is, parentId) } : undefined)
  const { before, after } = await change(tx, folders, { id, changes, expectedVersion, check }, actor)
  record.updated('folder', before, after)
  return readFolder(tx, id)
}

type Folder = typeof folders.$inferSelect

/** Null is the root folder, as it is without one. Throws CONFLICT for the root itself, and for what would be a circle. */
async function newParent(tx: Writer, { id, projectId, ...is }: Folder, wanted: string | null): Promise<string | null> {
  if (wanted === is.parentId) return wanted
  if (!is.parentId) throw conflict('The root folder cannot be moved.', 'parentId')
  const parentId = await livingParent(tx, projectId, wanted)
  const [circle] = await tx.execute(sql`
    with recursive above as (
      select id, parent_id from folders where id = ${parentId}
      union select f.id, f.parent_id from folders f join above on f.id = above.parent_id
    ) select 1 from above where id = ${id}`)
  if (circle) throw conflict('A folder cannot be moved into itself or into what is beneath it.', 'parentId')
  return parentId
}
