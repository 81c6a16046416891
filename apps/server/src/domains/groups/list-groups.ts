import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import { ilike, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { groupColumns } from './answers.ts'
import { groups } from './tables.ts'

export const listGroups: Handler<typeof operations.list> = async ({ input, db }) => {
  const { search, userId } = input
  const { data, pagination } = await page(input, {
    order: { id: groups.id, descending: true },
    where: [
      isNull(groups.deletedAt),
      search ? ilike(groups.name, contains(search)) : undefined,
      userId ? sql`${groups.id} in (select group_id from group_members where user_id = ${userId})` : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(groupColumns).from(groups).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, groups, where),
  })
  return { data: data.map(answer), pagination }
}
