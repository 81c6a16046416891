import type { users as operations } from '@testplanit/api/domains/users/operations'
import { eq, ilike, or } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { listLiving } from '../../platform/database/entities.ts'
import { contains } from '../../platform/database/text.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const listUsers: Handler<typeof operations.list> = async ({ input, db }) => {
  const { search, active } = input
  return listLiving(db, users, input, {
    where: [
      search ? or(ilike(users.name, contains(search)), ilike(users.email, contains(search))) : undefined,
      active === undefined ? undefined : eq(users.active, active),
    ],
    as: userOf,
  })
}
