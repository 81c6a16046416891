import { invalid, notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, type SQLWrapper, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { projects } from '../projects/tables.ts'
import { folders } from './tables.ts'

const { deletedAt: _, deletionId: __, ...ownColumns } = getTableColumns(folders)

/**
 * Folders as the API answers them, of those that `found`, a select of ids from `folders`, finds: the count of each takes
 * in its subtree. All that live beneath any of them are gone through together, level by level; what is beneath the root
 * is the whole project, which has its own counter.
 */
export const withCounts = (db: Reader, found: SQLWrapper) =>
  db
    .select({
      ...ownColumns,
      deleted: sql<boolean>`${folders.deletedAt} is not null`,
      caseCount: sql<number>`coalesce(counts.cases, ${projects.caseCount})`,
    })
    .from(folders)
    .innerJoin(projects, eq(projects.id, folders.projectId))
    .leftJoin(
      sql`(
        with recursive beneath as (
          select f.id as top, f.id, f.case_count from folders f where f.id in ${found} and f.parent_id is not null
          union all select b.top, f.id, f.case_count from folders f join beneath b on f.parent_id = b.id where f.deleted_at is null
        ) select top, sum(case_count)::int as cases from beneath group by top) counts`,
      sql`counts.top = ${folders.id}`,
    )
    .where(sql`${folders.id} in ${found}`)

/** Reads a living folder. Throws NOT_FOUND where there is none any more. */
export async function readFolder(db: Reader, id: string) {
  const found = db
    .select({ id: folders.id })
    .from(folders)
    .where(and(eq(folders.id, id), isNull(folders.deletedAt)))
  const [folder] = await withCounts(db, found)
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
