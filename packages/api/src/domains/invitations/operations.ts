import * as z from 'zod'
import { admin } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateInvitation, Invitation, ListInvitations, SentInvitation } from './schemas.ts'

export const invitations = {
  list: query({
    path: 'GET /invitations',
    summary: 'List invitations, the newest first',
    access: admin,
    input: ListInvitations,
    output: pageOf(Invitation),
  }),
  create: command({
    path: 'POST /invitations',
    summary: 'Invite somebody by their address',
    description:
      'The link serves once, for 7 days. It is mailed where SMTP_URL is set, else shown this once. Whoever is a user, or was invited, already is a 409.',
    access: admin,
    input: CreateInvitation,
    output: SentInvitation,
    status: 201,
    secret: true,
  }),
  get: query({
    path: 'GET /invitations/{invitationId}',
    summary: 'Get an invitation',
    access: admin,
    input: z.strictObject({ invitationId: Id }),
    output: Invitation,
  }),
  resend: command({
    path: 'POST /invitations/{invitationId}/resend',
    summary: 'Send an invitation again, with a new link for another 7 days',
    description: 'The link before it serves no more. An accepted invitation is a 409.',
    access: admin,
    input: z.strictObject({ invitationId: Id }),
    output: SentInvitation,
    secret: true,
  }),
  revoke: command({
    path: 'DELETE /invitations/{invitationId}',
    summary: 'Revoke an invitation',
    description: 'Its link serves no more. An accepted invitation is a 409.',
    access: admin,
    input: z.strictObject({ invitationId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
