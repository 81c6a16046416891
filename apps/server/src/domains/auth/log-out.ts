import type { auth } from '@testplanit/api/domains/auth/operations'
import { conflict } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { endLogin } from './lucia/logins.ts'

export const logOut: Handler<typeof auth.logout> = async ({ actor, tx, record, caller }) => {
  if (!actor.loginId) throw conflict('A token is no login: delete it to end it.')
  await endLogin(tx, actor.loginId)
  record.did('user', { id: actor.id }, { loggedOut: true })
  caller.cookie.clear()
}
