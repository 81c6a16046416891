import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { endAccess } from '../auth/writes.ts'
import { assertAnotherAdministrator } from './queries.ts'
import { users } from './tables.ts'

export const deleteUser: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  await assertAnotherAdministrator(tx, input.userId)
  const user = await remove(tx, users, input.userId, actor)
  record.deleted('user', user, await endAccess(tx, user.id, actor))
}
