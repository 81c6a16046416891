import type { Platform } from '../platform/platform.ts'
import type { Actor } from './actor.ts'
import type { Credential } from './authorize.ts'

/**
 * Notes that a login or a token is in use, and puts the end of the login off: due at most once an hour, and once half
 * of its idle time is over. Nobody waits for it, and no call fails with it.
 */
export function noteCall({ database: { sql }, log }: Platform, { kind, hash }: Credential, actor: Actor): void {
  const noted =
    kind === 'token'
      ? sql`update api_tokens set last_used_at = now() where token_hash = ${hash}`
      : sql`with renewed as (update logins set expires_at = ${actor.expiresAt}, last_seen_at = now() where id = ${hash})
            update users set last_seen_at = now() where id = ${actor.id}`
  noted.catch((error: unknown) => log.warn({ err: error }, 'a call could not be noted'))
}
