import type { invitations as operations } from '@testplanit/api/domains/invitations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { mustBeWaiting } from './rules.ts'
import { invitations } from './tables.ts'

export const revokeInvitation: Handler<typeof operations.revoke> = async ({ input, actor, tx, record }) => {
  // Whoever accepts it just now is before this, or finds it gone.
  const invitation = await remove(tx, invitations, input.invitationId, actor)
  mustBeWaiting(invitation)
  record.deleted('invitation', invitation)
}
