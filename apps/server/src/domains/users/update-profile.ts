import type { users as operations } from '@testplanit/api/domains/users/operations'
import { conflict, invalid } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { change, readLiving } from '../../platform/database/entities.ts'
import { isPassword } from '../../platform/secrets/passwords.ts'
import { limitAttempts } from '../auth/rules.ts'
import { endResets } from '../auth/writes.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

/** Who has only a login or a token of somebody's must not come to own the account, by mail to an address of theirs. */
export const updateProfile: Handler<typeof operations.updateProfile> = prepared(
  async ({ input: { email, currentPassword }, actor, db, caller, platform }) => {
    if (email === undefined || email === actor.email) return { known: null }
    if (currentPassword === undefined)
      throw invalid({ field: 'currentPassword', message: 'is required to change your address' })
    limitAttempts(platform, actor.email, caller.address)
    const { passwordHash: known } = await readLiving(db, users, actor.id)
    if (!(await isPassword(known, currentPassword)))
      throw invalid({ field: 'currentPassword', message: 'is not your password' })
    return { known }
  },
  async ({ input, actor, prepared: { known }, tx, record }) => {
    const { expectedVersion, currentPassword: _, ...changes } = input
    const check = async (is: typeof users.$inferSelect) => {
      const isAnother = changes.email !== undefined && changes.email !== is.email
      if (isAnother && is.passwordHash !== known) throw conflict('This was changed meanwhile: try again.', 'email')
      return undefined
    }
    const { before, after } = await change(tx, users, { id: actor.id, changes, expectedVersion, check }, actor)
    if (after.email !== before.email) await endResets(tx, after.id)
    record.updated('user', before, after)
    return userOf(after)
  },
)
