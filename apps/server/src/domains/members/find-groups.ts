import type { members as operations } from '@testplanit/api/domains/members/operations'
import { ilike, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { memberCount } from '../groups/answers.ts'
import { groups } from '../groups/tables.ts'

/** By name, for people to pick from who do not manage groups themselves. */
export const findGroups: Handler<typeof operations.findGroups> = async ({ input, db }) =>
  page<{ id: string; name: string; memberCount: number }>(input, {
    order: { id: groups.id, by: groups.name, keyOf: ({ name }) => name, descending: false },
    where: [isNull(groups.deletedAt), input.search ? ilike(groups.name, contains(input.search)) : undefined],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ id: groups.id, name: groups.name, memberCount })
        .from(groups)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, groups, where),
  })
