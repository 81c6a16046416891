import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { endLogins } from '../auth/queries.ts'
import { assertAnotherAdministrator } from './queries.ts'
import { users } from './tables.ts'

export const deleteUser: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  await assertAnotherAdministrator(tx, input.userId)
  const user = await remove(tx, users, input.userId, actor)
  await endLogins(tx, user.id)
  record.deleted('user', user)
}
