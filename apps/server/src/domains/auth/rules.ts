import { unauthorized } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Caller } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
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
