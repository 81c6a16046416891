import type { auth } from '@testplanit/api/domains/auth/operations'
import { forbidden, invalid } from '@testplanit/api/errors'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { hashPassword, isPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { limitAttempts } from './limit-attempts.ts'
import { endLogins } from './queries.ts'

export const changePassword: Handler<typeof auth.changePassword> = async ({
  input,
  actor,
  tx,
  record,
  caller,
  platform,
}) => {
  if (!actor.loginId) throw forbidden('Log in with your password to change it.')
  limitAttempts(platform, actor.email, caller.address)
  const [user] = await tx.select().from(users).where(eq(users.id, actor.id)).for('update')
  if (!(await isPassword(user?.passwordHash, input.currentPassword)))
    throw invalid({ field: 'currentPassword', message: 'is not your password' })
  await tx
    .update(users)
    .set({ passwordHash: await hashPassword(input.newPassword) })
    .where(eq(users.id, actor.id))
  await endLogins(tx, actor.id, actor.loginId)
  record.did('user', { id: actor.id }, { passwordChanged: true })
}
