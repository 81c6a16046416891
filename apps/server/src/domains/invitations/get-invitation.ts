import type { invitations as operations } from '@testplanit/api/domains/invitations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readInvitation } from './queries.ts'

export const getInvitation: Handler<typeof operations.get> = async ({ input, db }) =>
  readInvitation(db, input.invitationId)
