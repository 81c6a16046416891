import { sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import type { apiTokens } from './tables.ts'

type Me = Pick<Actor, 'id' | 'name' | 'email' | 'systemAccess' | 'readOnly'>

/** Who is logged in, as the API tells it. */
export const meOf = ({ id, name, email, systemAccess, readOnly }: Me): Me => ({
  id,
  name,
  email,
  systemAccess,
  readOnly,
})

/** A token as the API answers it: without its digest. */
export function apiTokenOf(row: typeof apiTokens.$inferSelect) {
  const { tokenHash: _, userId: __, ...token } = answer(row)
  return token
}

/** Whether there is a user, or was one. */
export async function isSomeoneThere(db: Reader): Promise<boolean> {
  return (await db.execute(sql`select 1 from users limit 1`)).length > 0
}

/** From here to the commit nobody else makes a user: whoever makes the first one asks again after it. */
export const lockUsers = (tx: Writer) => tx.execute(sql`lock table users in share row exclusive mode`)
