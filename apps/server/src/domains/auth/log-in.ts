import type { auth } from '@testplanit/api/domains/auth/operations'
import { unauthorized } from '@testplanit/api/errors'
import { and, eq, sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { isPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { meOf } from './answers.ts'
import { startLogin } from './lucia/logins.ts'
import { mayLogIn } from './queries.ts'
import { limitAttempts } from './rules.ts'

/** A wrong address and a wrong password go the same way: one statement, one digest, one answer. */
export const logIn: Handler<typeof auth.login> = prepared(
  async ({ input, db, caller, platform }) => {
    limitAttempts(platform, input.email, caller.address)
    const [user] = await db
      .select({ id: users.id, passwordHash: users.passwordHash })
      .from(users)
      .where(and(sql`lower(${users.email}) = lower(${input.email})`, ...mayLogIn))
    if (!(await isPassword(user?.passwordHash, input.password)) || !user) throw doNotFit()
    return user
  },
  async ({ prepared: { id, passwordHash }, tx, record, caller }) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, id), eq(users.passwordHash, passwordHash), ...mayLogIn))
      // Who changes the user meanwhile waits, and then ends this login too.
      .for('share')
    if (!user) throw doNotFit()
    const { token, expiresAt } = await startLogin(tx, id, caller)
    record.did('user', { id }, { loggedIn: true })
    caller.cookie.set(token)
    return { user: meOf({ ...user, readOnly: false }), expiresAt: expiresAt.toISOString() }
  },
)

const doNotFit = () => unauthorized('This address and password do not fit together.')
