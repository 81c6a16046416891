import type { auth } from '@testplanit/api/domains/auth/operations'
import { unauthorized } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { isPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { limitAttempts } from './limit-attempts.ts'
import { startLogin } from './lucia/logins.ts'
import { meOf } from './queries.ts'

export const logIn: Handler<typeof auth.login> = async ({ input, tx, record, caller, platform }) => {
  limitAttempts(platform, input.email, caller.address)
  const [user] = await tx
    .select()
    .from(users)
    .where(and(sql`lower(${users.email}) = lower(${input.email})`, isNull(users.deletedAt), eq(users.active, true)))
    // Who changes the user meanwhile waits, and then ends this login too.
    .for('key share')
  if (!(await isPassword(user?.passwordHash, input.password)) || !user)
    throw unauthorized('This address and password do not fit together.')
  const { token, expiresAt } = await startLogin(tx, user.id, caller)
  record.did('user', { id: user.id }, { loggedIn: true })
  caller.cookie.set(token)
  return { user: meOf({ ...user, readOnly: false }), expiresAt: expiresAt.toISOString() }
}
