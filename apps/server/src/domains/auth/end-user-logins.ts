import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { holdUser } from '../users/queries.ts'
import { endLogins } from './writes.ts'

export const endUserLogins: Handler<typeof auth.endUserLogins> = async ({ input, tx, record }) => {
  // A login under way is before this, and ends with it, or after.
  const { id } = await holdUser(tx, input.userId)
  const loginsEnded = await endLogins(tx, id, null)
  record.did('user', { id }, { loginsEnded })
}
