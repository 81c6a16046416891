import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { endLogins } from '../auth/queries.ts'
import { assertAnotherAdministrator, userOf } from './queries.ts'
import { users } from './tables.ts'

/** Who is deactivated, or is given a new password, is logged out everywhere at once. */
export const updateUser: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { userId: id, expectedVersion, password, ...fields } = input
  const weakens = fields.active === false || (fields.systemAccess !== undefined && fields.systemAccess !== 'ADMIN')
  if (weakens) await assertAnotherAdministrator(tx, id)
  const changes = { ...fields, ...(password && { passwordHash: await hashPassword(password) }) }
  const { before, after } = await change(tx, users, { id, changes, expectedVersion }, actor)
  if (password || !after.active) await endLogins(tx, id)
  record.updated('user', before, after, password ? { passwordChanged: true } : {})
  return userOf(after)
}
