import type { users as operations } from '@testplanit/api/domains/users/operations'
import { isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { roles } from './tables.ts'

/** Oldest first: the starting roles stand from the one that may most to the one that may least. */
export const listRoles: Handler<typeof operations.listRoles> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: roles.id, descending: false },
    where: [isNull(roles.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(roles).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, roles, where),
  })
  return { data: data.map(answer), pagination }
}
