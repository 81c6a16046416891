import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { folders } from './tables.ts'

const { id, parentId, name, order, caseCount } = folders

/** Level by level; the counts are then added up from below in one pass, however deep the tree is. */
export const readFolderTree: Handler<typeof operations.tree> = async ({ input, db }) => {
  const rows = await db
    .select({ id, parentId, name, order, caseCount })
    .from(folders)
    .where(and(eq(folders.projectId, input.projectId), isNull(folders.deletedAt)))
    .orderBy(asc(order), asc(name))
  const children = Map.groupBy(rows, (folder) => folder.parentId)
  const data = [...(children.get(null) ?? [])]
  // The array grows as it is gone through: each folder puts its children behind all of its own level.
  for (const folder of data) data.push(...(children.get(folder.id) ?? []))
  const byId = new Map(data.map((folder) => [folder.id, folder]))
  for (const folder of data.toReversed()) {
    const parent = folder.parentId && byId.get(folder.parentId)
    if (parent) parent.caseCount += folder.caseCount
  }
  return { data }
}
