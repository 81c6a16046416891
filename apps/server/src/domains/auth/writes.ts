import { and, eq, ne, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'
import { logins } from './tables.ts'

/** Ends a user's logins at once, all but one where that is said; gives how many there were. */
export async function endLogins(tx: Writer, userId: string, except: string | null): Promise<number> {
  const ended = await tx
    .delete(logins)
    .where(and(eq(logins.userId, userId), except ? ne(logins.id, except) : undefined))
    .returning({ id: logins.publicId })
  return ended.length
}

/**
 * Ends a user's logins and revokes their API tokens, for good: whoever is let in again makes new ones. The user's row
 * must be locked, so that none is made meanwhile. Gives how many there were, for the audit log.
 */
export async function endAccess(tx: Writer, userId: string, actor: { id: string }) {
  const [ended] = await tx.execute<{ loginsEnded: number; tokensRevoked: number }>(sql`
    with ended as (delete from logins where user_id = ${userId} returning 1),
         revoked as (update api_tokens
                        set deleted_at = now(), deletion_id = ${newId()}, updated_at = now(), updated_by = ${actor.id || null}
                      where user_id = ${userId} and deleted_at is null returning 1)
    select (select count(*) from ended)::int as "loginsEnded", (select count(*) from revoked)::int as "tokensRevoked"`)
  return { loginsEnded: ended?.loginsEnded ?? 0, tokensRevoked: ended?.tokensRevoked ?? 0 }
}
