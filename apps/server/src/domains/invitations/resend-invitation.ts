import type { invitations as operations } from '@testplanit/api/domains/invitations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { newLink } from '../auth/writes.ts'
import { readInvitation } from './queries.ts'
import { mustBeNew, mustBeWaiting } from './rules.ts'
import { invitations } from './tables.ts'
import { SERVES, sendInvitation } from './writes.ts'

export const resendInvitation: Handler<typeof operations.resend> = async ({ input, actor, tx, record, platform }) => {
  const { invitationId: id } = input
  const { token, kept } = newLink(platform, SERVES)
  const check = async (is: typeof invitations.$inferSelect) => {
    mustBeWaiting(is)
    await mustBeNew(tx, is.email, id)
    return undefined
  }
  const { before, after } = await change(tx, invitations, { id, changes: kept, check }, actor)
  record.updated('invitation', before, after, { sentAgain: true })
  const sent = await sendInvitation(platform, tx, after, token, actor)
  return { ...(await readInvitation(tx, id)), ...sent }
}
