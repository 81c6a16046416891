import { timingSafeEqual } from 'node:crypto'
import type { auth } from '@testplanit/api/domains/auth/operations'
import { conflict, forbidden } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { insert } from '../../platform/database/entities.ts'
import { hashOf } from '../../platform/secrets/digest.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { limitAttempts } from './limit-attempts.ts'
import { startLogin } from './lucia/logins.ts'
import { meOf } from './queries.ts'

export const setUp: Handler<typeof auth.setup> = async ({ input, tx, record, caller, platform }) => {
  limitAttempts(platform, 'setup', caller.address)
  const { name, email, password } = input
  await assertNobodyIsThere(tx)
  if (!isSame(input.setupToken, platform.setupToken))
    throw forbidden('This is not the setup token: the server printed it when it started.')
  const user = await insert(
    tx,
    users,
    { name, email, systemAccess: 'ADMIN', passwordHash: await hashPassword(password) },
    { id: '' },
  )
  record.created('user', user)
  const { token, expiresAt } = await startLogin(tx, user.id, caller)
  caller.cookie.set(token, expiresAt)
  return { user: meOf({ ...user, readOnly: false }), expiresAt: expiresAt.toISOString() }
}

/** One set-up at a time, and only while there is no user, not even a deleted one. */
async function assertNobodyIsThere(tx: Writer): Promise<void> {
  await tx.execute(sql`lock table users in share row exclusive mode`)
  const [someone] = await tx.execute(sql`select 1 from users limit 1`)
  if (someone) throw conflict('This installation is set up already: log in.')
}

const isSame = (a: string, b: string) => timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))
