import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { meOf } from './answers.ts'

export const readSession: Handler<typeof auth.session> = async ({ actor }) => ({
  user: meOf(actor),
  expiresAt: actor.expiresAt,
})
