import type { users as operations } from '@testplanit/api/domains/users/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { endAccess, endResets } from '../auth/writes.ts'
import { holdRole } from '../roles/queries.ts'
import { assertAnotherAdministrator, userOf } from './queries.ts'
import { users } from './tables.ts'

/** Who is deactivated, or is given a new password, is logged out everywhere at once, and their tokens are revoked. */
export const updateUser: Handler<typeof operations.update> = prepared(
  async ({ input: { password } }) => (password ? { passwordHash: await hashPassword(password) } : {}),
  async ({ input, actor, prepared: secret, tx, record }) => {
    const { userId: id, expectedVersion, password, ...fields } = input
    await holdRole(tx, fields.roleId)
    const weakens = fields.active === false || (fields.systemAccess !== undefined && fields.systemAccess !== 'ADMIN')
    if (weakens) await assertAnotherAdministrator(tx, id)
    const changes = { ...fields, ...secret }
    const { before, after } = await change(tx, users, { id, changes, expectedVersion }, actor)
    if (after.email !== before.email) await endResets(tx, id)
    const ended = password || !after.active ? await endAccess(tx, id, actor) : {}
    record.updated('user', before, after, { ...(password && { passwordChanged: true }), ...ended })
    return userOf(after)
  },
)
