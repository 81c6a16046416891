import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { endLogins } from './writes.ts'

/** Whoever comes with a token has none to keep. */
export const endOtherLogins: Handler<typeof auth.endOtherLogins> = async ({ actor, tx, record }) => {
  const loginsEnded = await endLogins(tx, actor.id, actor.loginId)
  record.did('user', { id: actor.id }, { loginsEnded })
}
