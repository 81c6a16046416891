import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import type { Tag } from '@testplanit/api/domains/tags/schemas'
import { eq, ilike, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { selectTags } from './queries.ts'
import { tags } from './tables.ts'

export const listTags: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, search } = input
  const { data, pagination } = await page<Tag & { key: string }>(input, {
    order: { id: tags.id, by: sql`lower(tags.name)`, keyOf: (tag) => tag.key, descending: false },
    where: [
      eq(tags.projectId, projectId),
      isNull(tags.deletedAt),
      search ? ilike(tags.name, contains(search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      selectTags(db, projectId).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, tags, where),
  })
  return { data: data.map(({ key: _, ...tag }) => tag), pagination }
}
