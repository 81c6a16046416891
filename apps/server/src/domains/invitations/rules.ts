import { conflict } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import type { invitations } from './tables.ts'

/** Throws CONFLICT where somebody with the address is a user already, or was invited by another invitation than `except`. */
export async function mustBeNew(db: Reader, email: string, except: string | null = null): Promise<void> {
  const [is] = await db.execute<{ known: boolean; invited: boolean }>(sql`
    select exists (select from users where lower(email) = lower(${email}) and deleted_at is null) as known,
           exists (select from invitations
                    where lower(email) = lower(${email}) and deleted_at is null and accepted_at is null
                      and id is distinct from ${except}::uuid) as invited`)
  if (is?.known) throw conflict('There is a user with this address already.', 'email')
  if (is?.invited) throw conflict('Somebody with this address was invited already: send that again.', 'email')
}

/** Throws CONFLICT for an invitation that somebody has accepted. */
export function mustBeWaiting({ acceptedAt }: Pick<typeof invitations.$inferSelect, 'acceptedAt'>): void {
  if (acceptedAt) throw conflict('This invitation was accepted: there is a user now.')
}
