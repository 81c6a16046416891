import type { Handlers } from '../../pipeline/handler.ts'
import { createInvitation } from './create-invitation.ts'
import { getInvitation } from './get-invitation.ts'
import { listInvitations } from './list-invitations.ts'
import { resendInvitation } from './resend-invitation.ts'
import { revokeInvitation } from './revoke-invitation.ts'

export const invitationsHandlers = {
  list: listInvitations,
  create: createInvitation,
  get: getInvitation,
  resend: resendInvitation,
  revoke: revokeInvitation,
} satisfies Handlers['invitations']
