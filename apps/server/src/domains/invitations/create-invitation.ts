import type { invitations as operations } from '@testplanit/api/domains/invitations/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { newLink } from '../auth/writes.ts'
import { holdRoles } from '../roles/queries.ts'
import { invitationOf } from './answers.ts'
import { mustBeNew } from './rules.ts'
import { invitations } from './tables.ts'
import { SERVES, sendInvitation } from './writes.ts'

export const createInvitation: Handler<typeof operations.create> = async ({ input, actor, tx, record, platform }) => {
  const { projects, ...fields } = input
  await mustBeNew(tx, fields.email)
  const given = [...projects.map(({ roleId }) => roleId), ...(fields.roleId ? [fields.roleId] : [])]
  await holdRoles(tx, given, (at) => (at < projects.length ? `projects.${at}.roleId` : 'roleId'))
  const { token, kept } = newLink(platform, SERVES)
  const row = await insert(tx, invitations, { ...fields, ...kept }, actor)
  if (projects.length)
    await tx.execute(sql`
      insert into invitation_projects (invitation_id, project_id, role_id)
      select ${row.id}::uuid, one."projectId", one."roleId"
        from jsonb_to_recordset(${JSON.stringify(projects)}::jsonb) as one("projectId" uuid, "roleId" uuid)`)
  record.created('invitation', row, { projects })
  const sent = await sendInvitation(platform, tx, row, token, actor)
  const inOrder = projects.toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1))
  return { ...invitationOf({ ...row, state: 'OPEN', projects: inOrder }), ...sent }
}
