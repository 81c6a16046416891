import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { holdUser } from '../users/queries.ts'
import { mustBeActive } from './rules.ts'
import { giveReset } from './writes.ts'

export const giveResetLink: Handler<typeof auth.giveResetLink> = async ({ input, actor, tx, record, platform }) => {
  const user = await holdUser(tx, input.userId)
  mustBeActive(user)
  const given = await giveReset(platform, tx, user, actor.id)
  record.did('user', { id: user.id }, { resetLinkGiven: true, mailed: given.mailed })
  return given
}
