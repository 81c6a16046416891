import { and, eq, ne, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'
import type { Letter } from '../../platform/mail/mail.ts'
import { post } from '../../platform/mail/send-mail.job.ts'
import type { Platform } from '../../platform/platform.ts'
import { hashOf, newToken } from '../../platform/secrets/digest.ts'
import { logins } from './tables.ts'

/** The token of a new link that serves for so many hours, and what is kept of it. */
export function newLink({ now }: Pick<Platform, 'now'>, hours: number) {
  const token = newToken()
  const expiresAt = new Date(now().getTime() + hours * 3_600_000).toISOString()
  return { token, kept: { tokenHash: hashOf(token), expiresAt } }
}

/** Mails a link where there is mail, else leaves it to be shown to who asks for it. */
export async function giveLink(
  platform: Platform,
  tx: Writer,
  link: string,
  letter: Omit<Letter, 'id'>,
): Promise<{ link: string | null; mailed: boolean }> {
  const mailed = await post(platform, tx, [letter])
  return { link: mailed ? null : link, mailed }
}

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
