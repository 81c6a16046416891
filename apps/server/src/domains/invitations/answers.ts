import type { Invitation } from '@testplanit/api/domains/invitations/schemas'
import { answer } from '../../platform/database/entities.ts'
import type { Letter } from '../../platform/mail/mail.ts'
import type { invitations } from './tables.ts'

type Row = typeof invitations.$inferSelect

/** An invitation as the API answers it: without the digest of its token. */
export function invitationOf(row: Row & Pick<Invitation, 'state' | 'projects'>): Invitation {
  const { tokenHash: _, ...invitation } = answer(row)
  return invitation
}

/** An invitation as a mail to who is invited. */
export function letterOf({ email, name }: Pick<Row, 'email' | 'name'>, by: string, link: string): Omit<Letter, 'id'> {
  return {
    to: email,
    subject: `${by} invites you to TestPlanIt`,
    text: `Hello${name ? ` ${name}` : ''},

${by} invites you to TestPlanIt. Choose a password, and you are in:

${link}

The link serves once, for 7 days. If you did not expect it, do nothing.
`,
  }
}
