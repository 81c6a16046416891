import type { users as operations } from '@testplanit/api/domains/users/operations'
import { eq, ilike, isNull, or } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { canRead } from '../members/access.ts'
import { users } from './tables.ts'

type Found = Pick<typeof users.$inferSelect, 'id' | 'name' | 'email'>

/** By name, for people to pick from. */
export const searchForMentions: Handler<typeof operations.searchForMentions> = async ({ input, db }) => {
  const { projectId, query } = input
  const { data, pagination } = await page<Found>(input, {
    order: { id: users.id, by: users.name, keyOf: ({ name }) => name, descending: false },
    where: [
      isNull(users.deletedAt),
      eq(users.active, true),
      query ? or(ilike(users.name, contains(query)), ilike(users.email, contains(query))) : undefined,
      canRead(projectId),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ id: users.id, name: users.name, email: users.email })
        .from(users)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, users, where),
  })
  return { users: data.map((user) => ({ ...user, avatarUrl: null })), pagination }
}
