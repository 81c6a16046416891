import type { auth } from '@testplanit/api/domains/auth/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { logins } from './tables.ts'

export const endLogin: Handler<typeof auth.endLogin> = async ({ input, actor, tx, record, caller }) => {
  const [ended] = await tx
    .delete(logins)
    .where(and(eq(logins.publicId, input.loginId), eq(logins.userId, actor.id)))
    .returning({ id: logins.id })
  if (!ended) throw notFound('login')
  record.did('user', { id: actor.id }, { loginsEnded: 1 })
  if (ended.id === actor.loginId) caller.cookie.clear()
}
