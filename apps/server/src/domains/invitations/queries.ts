import type { Invitation } from '@testplanit/api/domains/invitations/schemas'
import { notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { hashOf } from '../../platform/secrets/digest.ts'
import { invitationOf } from './answers.ts'
import { invitations } from './tables.ts'

/** Where an invitation stands. */
export const state = sql<Invitation['state']>`case when invitations.accepted_at is not null then 'ACCEPTED'
  when invitations.expires_at > now() then 'OPEN' else 'EXPIRED' end`

/** The condition on invitations that one can be accepted with this token. */
export const isOpenBy = (token: string): SQL =>
  sql`${invitations.tokenHash} = ${hashOf(token)} and ${invitations.deletedAt} is null and ${state} = 'OPEN'`

/** The columns of an invitation: for `invitationOf`. */
export const invitationColumns = {
  ...getTableColumns(invitations),
  state,
  projects: sql<Invitation['projects']>`(
    select coalesce(json_agg(json_build_object('projectId', i.project_id, 'roleId', i.role_id) order by i.project_id), '[]')
      from invitation_projects i where i.invitation_id = invitations.id)`,
}

/** A living invitation as the API answers it. Throws NOT_FOUND. */
export async function readInvitation(db: Reader, id: string): Promise<Invitation> {
  const [row] = await db
    .select(invitationColumns)
    .from(invitations)
    .where(and(eq(invitations.id, id), isNull(invitations.deletedAt)))
  if (!row) throw notFound('invitation')
  return invitationOf(row)
}
