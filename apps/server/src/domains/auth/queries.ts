import type { Actor } from '../../pipeline/actor.ts'
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
