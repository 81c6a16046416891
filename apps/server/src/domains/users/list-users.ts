import type { users as operations } from '@testplanit/api/domains/users/operations'
import { eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { isFoundBy, isInGroup, userOf } from './queries.ts'
import { users } from './tables.ts'

export const listUsers: Handler<typeof operations.list> = async ({ input, db }) => {
  const { search, active, systemAccess, groupId, notSeenSince, sort } = input
  const byName = sort.endsWith('name') && { by: users.name, keyOf: ({ name }: { name: string }) => name }
  const { data, pagination } = await page<typeof users.$inferSelect>(input, {
    order: { id: users.id, descending: sort.startsWith('-'), ...byName },
    where: [
      isNull(users.deletedAt),
      isFoundBy(search),
      active === undefined ? undefined : eq(users.active, active),
      systemAccess?.length ? inArray(users.systemAccess, systemAccess) : undefined,
      groupId ? isInGroup(groupId) : undefined,
      notSeenSince ? or(isNull(users.lastSeenAt), lt(users.lastSeenAt, notSeenSince)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(users).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, users, where),
  })
  return { data: data.map(userOf), pagination }
}
