import { randomBytes } from 'node:crypto'
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { Lucia, TimeSpan } from 'lucia'
import type { Writer } from '../../../platform/database/database.ts'
import { hashOf } from '../../../platform/secrets/digest.ts'
import { users } from '../../users/tables.ts'
import { logins } from '../tables.ts'

/** The one module that knows lucia: it makes, renews and ends logins. The pipeline reads their table itself. */
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<LoginAttributes>
    DatabaseSessionAttributes: LoginAttributes
  }
}
interface LoginAttributes {
  address: string
  userAgent: string
}

/** A login ends after 7 days without a call; after 30 in any case (the pipeline sees to that). */
const IDLE = new TimeSpan(7, 'd')

const lucia = (tx: Writer) =>
  new Lucia<Record<never, never>, Record<never, never>>(
    new DrizzlePostgreSQLAdapter(tx as never, logins as never, users as never),
    {
      sessionExpiresIn: IDLE,
    },
  )

/** A new login: its token goes into the cookie, only the digest is kept. */
export async function startLogin(
  tx: Writer,
  userId: string,
  from: LoginAttributes,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const { address, userAgent } = from
  const login = await lucia(tx).createSession(userId, { address, userAgent }, { sessionId: hashOf(token) })
  return { token, expiresAt: login.expiresAt }
}

export const endLogin = (tx: Writer, loginId: string) => lucia(tx).invalidateSession(loginId)

/** Puts the end of an idle login off, where that is due (lucia: when half of the time has passed). */
export const renewLogin = (tx: Writer, loginId: string) => lucia(tx).validateSession(loginId)
