import { conflict, Fault, invalid, unauthorized } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Caller } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { users } from '../users/tables.ts'
import { apiTokens, logins } from './tables.ts'

/**
 * Holds the caller's user to the commit and asks once more whether the login or token that they came with lives: who
 * ends all of theirs meanwhile either waits for this command, and ends what it made too, or was before it.
 * Throws UNAUTHORIZED.
 */
export async function holdAccess(tx: Writer, { id }: Actor, { credential }: Caller): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('share')
  // Behind the lock, in a statement of its own: only that one sees what was committed while it waited.
  const { kind, hash = '' } = credential ?? {}
  const living =
    kind === 'login'
      ? tx.select({ id: logins.id }).from(logins).where(eq(logins.id, hash))
      : tx
          .select({ id: apiTokens.id })
          .from(apiTokens)
          .where(and(eq(apiTokens.tokenHash, hash), isNull(apiTokens.deletedAt)))
  if ((await living).length === 0) throw unauthorized()
}

/** Throws CONFLICT for a user who is not active: they could do nothing with a way in. */
export function mustBeActive({ active }: Pick<typeof users.$inferSelect, 'active'>): void {
  if (!active) throw conflict('This user is not active: activate them first.')
}

/** The answer to a token that is unknown, used, revoked or too old: which of these, it does not say. */
export const noLonger = () => invalid({ field: 'token', message: 'serves no more: ask for a new link' })

const MINUTE = 60

/**
 * Attempts with a password are few, by address and by account. An address that has used up its own takes none of an
 * account's, so that nobody locks out another for long. Throws RATE_LIMITED.
 */
export function limitAttempts({ config, limits }: Platform, account: string, address: string): void {
  const most = config.RATE_LIMIT_LOGIN_MINUTE
  if (!most) return
  for (const key of [`login from ${networkOf(address)}`, `login to ${account.toLowerCase()}`])
    if (limits.take(key, most, MINUTE).isExceeded) throw new Fault('RATE_LIMITED', 'Too many attempts: wait a minute.')
}

/** One subscriber has a whole /64 of IPv6. */
const networkOf = (address: string) =>
  address.includes('.') || !address.includes(':') ? address : address.split(':').slice(0, 4).join(':')
