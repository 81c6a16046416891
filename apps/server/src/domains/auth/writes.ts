import { and, eq, ne, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'
import type { Letter } from '../../platform/mail/mail.ts'
import { post } from '../../platform/mail/send-mail.job.ts'
import type { Platform } from '../../platform/platform.ts'
import { hashOf, newToken } from '../../platform/secrets/digest.ts'
import type { users } from '../users/tables.ts'
import { linkTo, resetLetter } from './answers.ts'
import { logins, passwordResets } from './tables.ts'

type User = typeof users.$inferSelect

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

/** A link to choose a new password serves for a day: a mail may take hours. */
const RESET_SERVES = 24

/**
 * Gives a user, whose row is locked, a link to choose a new password: mailed where there is mail. One that an
 * administrator gives (`by`) takes the place of those before it.
 */
export async function giveReset(platform: Platform, tx: Writer, user: Pick<User, 'id' | 'email'>, by: string | null) {
  const { token, kept } = newLink(platform, RESET_SERVES)
  await tx.execute(sql`
    with replaced as (delete from password_resets where user_id = ${user.id} and ${by !== null})
    insert into password_resets (id, created_by, user_id, token_hash, expires_at)
    values (${newId()}, ${by}, ${user.id}, ${kept.tokenHash}, ${kept.expiresAt})`)
  const link = linkTo(platform.config.origin, 'reset-password', token)
  return { ...(await giveLink(platform, tx, link, resetLetter(user, link))), expiresAt: kept.expiresAt }
}

/** A user's links to choose a new password serve no more: those in the mail of an address that is not theirs any more, too. */
export const endResets = (tx: Writer, userId: string) =>
  tx.delete(passwordResets).where(eq(passwordResets.userId, userId))

/** Ends a user's logins at once, all but one where that is said; gives how many there were. */
export async function endLogins(tx: Writer, userId: string, except: string | null): Promise<number> {
  const ended = await tx
    .delete(logins)
    .where(and(eq(logins.userId, userId), except ? ne(logins.id, except) : undefined))
    .returning({ id: logins.publicId })
  return ended.length
}

/**
 * Ends a user's logins and links to choose a password, and revokes their API tokens, for good: whoever is let in again
 * makes new ones. The user's row must be locked, so that none is made meanwhile. Gives how many there were, for the audit
 * log.
 */
export async function endAccess(tx: Writer, userId: string, actor: { id: string }) {
  const [ended] = await tx.execute<{ loginsEnded: number; tokensRevoked: number }>(sql`
    with ended as (delete from logins where user_id = ${userId} returning 1),
         revoked as (update api_tokens
                        set deleted_at = now(), deletion_id = ${newId()}, updated_at = now(), updated_by = ${actor.id || null}
                      where user_id = ${userId} and deleted_at is null returning 1),
         unreset as (delete from password_resets where user_id = ${userId})
    select (select count(*) from ended)::int as "loginsEnded", (select count(*) from revoked)::int as "tokensRevoked"`)
  return { loginsEnded: ended?.loginsEnded ?? 0, tokensRevoked: ended?.tokensRevoked ?? 0 }
}
