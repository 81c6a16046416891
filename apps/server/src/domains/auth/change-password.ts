import type { auth } from '@testplanit/api/domains/auth/operations'
import { conflict, forbidden, invalid } from '@testplanit/api/errors'
import { and, eq } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { hashPassword, isPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { limitAttempts } from './rules.ts'
import { endLogins, endResets } from './writes.ts'

/** The caller's login and their API tokens go on. */
export const changePassword: Handler<typeof auth.changePassword> = prepared(
  async ({ input, actor, db, caller, platform }) => {
    const { loginId } = actor
    if (!loginId) throw forbidden('Log in with your password to change it.')
    limitAttempts(platform, actor.email, caller.address)
    const [user] = await db.select({ known: users.passwordHash }).from(users).where(eq(users.id, actor.id))
    if (!user || !(await isPassword(user.known, input.currentPassword)))
      throw invalid({ field: 'currentPassword', message: 'is not your password' })
    return { loginId, known: user.known, passwordHash: await hashPassword(input.newPassword) }
  },
  async ({ actor, prepared: { loginId, known, passwordHash }, tx, record }) => {
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, actor.id), eq(users.passwordHash, known)))
      .returning({ id: users.id })
    if (changed.length === 0) throw conflict('Your password was changed meanwhile.', 'currentPassword')
    await endResets(tx, actor.id)
    const loginsEnded = await endLogins(tx, actor.id, loginId)
    record.did('user', { id: actor.id }, { passwordChanged: true, loginsEnded })
  },
)
