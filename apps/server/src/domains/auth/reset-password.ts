import type { auth } from '@testplanit/api/domains/auth/operations'
import { and, eq, gt, sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { hashOf } from '../../platform/secrets/digest.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { mayLogIn } from './queries.ts'
import { limitAttempts, noLonger } from './rules.ts'
import { passwordResets } from './tables.ts'
import { endAccess } from './writes.ts'

export const resetPassword: Handler<typeof auth.resetPassword> = prepared(
  async ({ input: { token, newPassword }, db, caller, platform }) => {
    limitAttempts(platform, hashOf(token), caller.address)
    const [user] = await db
      .select({ id: users.id })
      .from(users)
      .innerJoin(passwordResets, eq(passwordResets.userId, users.id))
      .where(and(servesBy(token), ...mayLogIn))
    if (!user) throw noLonger()
    return { id: user.id, passwordHash: await hashPassword(newPassword) }
  },
  async ({ input: { token }, prepared: { id, passwordHash }, tx, record }) => {
    // Behind the lock, in a statement of its own: only that one sees what was committed while it waited.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('update')
    const serves = sql`exists (select from ${passwordResets} where ${passwordResets.userId} = ${id} and ${servesBy(token)})`
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, id), serves, ...mayLogIn))
      .returning({ id: users.id })
    if (changed.length === 0) throw noLonger()
    record.did('user', { id }, { passwordReset: true, ...(await endAccess(tx, id, { id })) })
  },
)

const servesBy = (token: string) =>
  and(eq(passwordResets.tokenHash, hashOf(token)), gt(passwordResets.expiresAt, sql`now()`))
