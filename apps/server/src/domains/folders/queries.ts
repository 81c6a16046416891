import { invalid, notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { folders } from './tables.ts'

const { deletedAt: _, deletionId: __, ...ownColumns } = getTableColumns(folders)

/** A folder as the API answers it, where the statement reads from `folders`: its count takes in its subtree. */
export const folderColumns = {
  ...ownColumns,
  deleted: sql<boolean>`folders.deleted_at is not null`,
  caseCount: sql<number>`(
    with recursive beneath as (
      select folders.id, folders.case_count
      union all select f.id, f.case_count from folders f join beneath b on f.parent_id = b.id where f.deleted_at is null
    ) select sum(case_count)::int from beneath)`,
}

/** Reads a living folder. Throws NOT_FOUND where there is none any more. */
export async function readFolder(db: Reader, id: string) {
  const [folder] = await db
    .select(folderColumns)
    .from(folders)
    .where(and(eq(folders.id, id), isNull(folders.deletedAt)))
  if (!folder) throw notFound('folder')
  return folder
}

/** The parent that is given, or the project's root folder. Throws VALIDATION_ERROR where it does not live any more. */
export async function livingParent(
  tx: Writer,
  projectId: string,
  parentId: string | null | undefined,
): Promise<string> {
  const [parent] = await tx
    .select({ id: folders.id })
    .from(folders)
    .where(
      and(
        eq(folders.projectId, projectId),
        isNull(folders.deletedAt),
        parentId ? eq(folders.id, parentId) : isNull(folders.parentId),
      ),
    )
  if (!parent) throw invalid({ field: 'parentId', message: 'names no folder that exists here' })
  return parent.id
}
