import { notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { MOST_NAMED } from '../../platform/database/ids.ts'
import { tags } from './tables.ts'

const { deletedAt: _, deletionId: __, ...ownColumns } = getTableColumns(tags)

/** Carriers that were deleted; they are few. */
const gone = (projectId: string) => sql`(
  select ct.tag_id, count(*) as cases from cases c join case_tags ct on ct.case_id = c.id
   where c.project_id = ${projectId} and c.deleted_at is not null group by ct.tag_id) gone`

/**
 * The tags of a project as the API answers them. All carriers of one are counted from the index alone, and those that
 * were deleted are taken off: no other case is looked at.
 */
export const selectTags = (db: Reader, projectId: string) =>
  db
    .select({
      ...ownColumns,
      deleted: sql<boolean>`${tags.deletedAt} is not null`,
      caseCount: sql<number>`(
        (select count(*) from case_tags ct where ct.tag_id = ${tags.id}) - coalesce(gone.cases, 0))::int`,
      /** By which they are ordered. */
      key: sql<string>`lower(${tags.name})`,
    })
    .from(tags)
    .leftJoin(gone(projectId), sql`gone.tag_id = ${tags.id}`)

/** A living tag. Throws NOT_FOUND. */
export async function readTag(db: Reader, projectId: string, id: string) {
  const [tag] = await selectTags(db, projectId).where(and(eq(tags.id, id), isNull(tags.deletedAt)))
  if (!tag) throw notFound('tag')
  const { key: _, ...rest } = tag
  return rest
}

/** How many cases carry a tag, and the first of them: what an audit row tells. */
export const carriersOf = (tagId: string) => sql`
  select (select count(*)::int from case_tags where tag_id = ${tagId}) as cases,
         array(select case_id from case_tags where tag_id = ${tagId} limit ${MOST_NAMED}) as "caseIds"`
export type Carriers = { cases: number; caseIds: string[] }
