import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import { eq, getTableColumns, ilike, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { tags } from './tables.ts'

const key = sql<string>`lower(tags.name)`
const caseCount = sql<number>`(
  select count(*)::int from case_tags ct join cases c on c.id = ct.case_id and c.deleted_at is null where ct.tag_id = tags.id)`

type Row = typeof tags.$inferSelect & { caseCount: number; key: string }

export const listTags: Handler<typeof operations.list> = async ({ input, db }) => {
  const { data, pagination } = await page<Row>(input, {
    order: { id: tags.id, by: key, keyOf: (tag) => tag.key, descending: false },
    where: [eq(tags.projectId, input.projectId), input.search ? ilike(tags.name, contains(input.search)) : undefined],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ ...getTableColumns(tags), caseCount, key })
        .from(tags)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, tags, where),
  })
  return { data: data.map(({ key: _, ...tag }) => tag), pagination }
}
