import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import { conflict } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { change } from '../../platform/database/entities.ts'
import { lock } from '../../platform/database/locks.ts'
import { mustFitBeneath } from '../../platform/database/trees.ts'
import { livingParent, readFolder } from './queries.ts'
import { folders } from './tables.ts'

export const updateFolder: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { folderId: id, expectedVersion, parentId, ...changes } = input
  const moves = parentId !== undefined
  if (moves) await lock(tx, 'folders', actor.projectId)
  const check = async (is: Folder) => (moves ? { parentId: await newParent(tx, is, parentId) } : undefined)
  const { before, after } = await change(tx, folders, { id, changes, expectedVersion, check }, actor)
  record.updated('folder', before, after)
  return readFolder(tx, id)
}

type Folder = typeof folders.$inferSelect

/** Null is the root folder, as it is without one. Throws CONFLICT for the root itself, and for what would be a circle. */
async function newParent(tx: Writer, { id, projectId, ...is }: Folder, wanted: string | null): Promise<string | null> {
  if ((wanted?.toLowerCase() ?? null) === is.parentId) return wanted
  if (!is.parentId) throw conflict('The root folder cannot be moved.', 'parentId')
  if (!wanted) return livingParent(tx, projectId, null)
  await mustFitBeneath(tx, folders, id, wanted)
  return wanted
}
