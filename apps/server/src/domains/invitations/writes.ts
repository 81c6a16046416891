import type { Actor } from '../../pipeline/actor.ts'
import type { Writer } from '../../platform/database/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { linkTo } from '../auth/answers.ts'
import { giveLink } from '../auth/writes.ts'
import { letterOf } from './answers.ts'
import type { invitations } from './tables.ts'

/** A week, in hours. */
export const SERVES = 7 * 24

/** Mails an invitation where there is mail; else its link is shown to who invites. */
export function sendInvitation(
  platform: Platform,
  tx: Writer,
  invitation: typeof invitations.$inferSelect,
  token: string,
  actor: Actor,
) {
  const link = linkTo(platform.config.origin, 'accept-invitation', token)
  return giveLink(platform, tx, link, letterOf(invitation, actor.name, link))
}
