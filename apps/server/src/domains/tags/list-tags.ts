import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import { eq, getTableColumns, ilike, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { tags } from './tables.ts'

const key = sql<string>`lower(tags.name)`
/** All carriers, read from the index alone, but for those that were deleted, which are few. */
const caseCount = sql<number>`(
  (select count(*) from case_tags ct where ct.tag_id = tags.id) - coalesce(gone.cases, 0))::int`
const gone = (projectId: string) => sql`(
  select ct.tag_id, count(*) as cases from cases c join case_tags ct on ct.case_id = c.id
   where c.project_id = ${projectId} and c.deleted_at is not null group by ct.tag_id) gone`

type Row = typeof tags.$inferSelect & { caseCount: number; key: string }

export const listTags: Handler<typeof operations.list> = async ({ input, db }) => {
  const { data, pagination } = await page<Row>(input, {
    order: { id: tags.id, by: key, keyOf: (tag) => tag.key, descending: false },
    where: [eq(tags.projectId, input.projectId), input.search ? ilike(tags.name, contains(input.search)) : undefined],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ ...getTableColumns(tags), caseCount, key })
        .from(tags)
        .leftJoin(gone(input.projectId), sql`gone.tag_id = tags.id`)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, tags, where),
  })
  return { data: data.map(({ key: _, ...tag }) => tag), pagination }
}
