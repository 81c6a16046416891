import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { Lucia, TimeSpan } from 'lucia'
import { IDLE_DAYS } from '../../../pipeline/authorize.ts'
import type { Writer } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { hashOf, newToken } from '../../../platform/secrets/digest.ts'
import { users } from '../../users/tables.ts'
import { logins } from '../tables.ts'

/** The one module that knows lucia: it makes and ends logins. The pipeline reads their table itself, and puts their end off. */
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<LoginAttributes>
    DatabaseSessionAttributes: LoginAttributes
  }
}
interface LoginAttributes {
  address: string
  userAgent: string
  publicId: string
}

const lucia = (tx: Writer) =>
  new Lucia<Record<never, never>, Record<never, never>>(
    new DrizzlePostgreSQLAdapter(tx as never, logins as never, users as never),
    {
      sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
    },
  )

/** A new login: its token goes into the cookie, only the digest is kept. */
export async function startLogin(
  tx: Writer,
  userId: string,
  from: Omit<LoginAttributes, 'publicId'>,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken()
  const { address, userAgent } = from
  const login = await lucia(tx).createSession(
    userId,
    { address, userAgent, publicId: newId() },
    { sessionId: hashOf(token) },
  )
  return { token, expiresAt: login.expiresAt }
}

export const endLogin = (tx: Writer, loginId: string) => lucia(tx).invalidateSession(loginId)
