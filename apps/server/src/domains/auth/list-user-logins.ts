import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { users } from '../users/tables.ts'
import { pageOfLogins } from './queries.ts'

export const listUserLogins: Handler<typeof auth.listUserLogins> = async ({ input, actor, db }) => {
  const { id } = await readLiving(db, users, input.userId)
  return pageOfLogins(db, input, id, actor.loginId)
}
