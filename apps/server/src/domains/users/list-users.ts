import type { users as operations } from '@testplanit/api/domains/users/operations'
import { eq, ilike, isNull, or } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const listUsers: Handler<typeof operations.list> = async ({ input, db }) => {
  const { search, active } = input
  const { data, pagination } = await page(input, {
    order: { id: users.id, descending: true },
    where: [
      isNull(users.deletedAt),
      search ? or(ilike(users.name, contains(search)), ilike(users.email, contains(search))) : undefined,
      active === undefined ? undefined : eq(users.active, active),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(users).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, users, where),
  })
  return { data: data.map(userOf), pagination }
}
