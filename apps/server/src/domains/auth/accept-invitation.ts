import type { auth } from '@testplanit/api/domains/auth/operations'
import { sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { newIdSql } from '../../platform/database/ids.ts'
import { hashOf } from '../../platform/secrets/digest.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { isOpenBy } from '../invitations/queries.ts'
import { invitations } from '../invitations/tables.ts'
import { users } from '../users/tables.ts'
import { meOf } from './answers.ts'
import { startLogin } from './lucia/logins.ts'
import { limitAttempts, noLonger } from './rules.ts'

export const acceptInvitation: Handler<typeof auth.acceptInvitation> = prepared(
  async ({ input: { token, password }, db, caller, platform }) => {
    limitAttempts(platform, hashOf(token), caller.address)
    const [open] = await db.select({ id: invitations.id }).from(invitations).where(isOpenBy(token))
    if (!open) throw noLonger()
    return hashPassword(password)
  },
  async ({ input: { token, name }, prepared: passwordHash, tx, record, caller }) => {
    // Of two with one link the second waits here, and finds it used.
    const [invitation] = await tx.select().from(invitations).where(isOpenBy(token)).for('update')
    if (!invitation) throw noLonger()
    const { id: invitationId, email, systemAccess, roleId, createdBy } = invitation
    const user = await insert(tx, users, { name, email, systemAccess, roleId, passwordHash }, { id: createdBy ?? '' })
    const [joined] = await tx.execute<{ projectIds: string[] }>(sql`
      with joined as (
        insert into members (id, project_id, user_id, role_id, created_by, updated_by)
        select ${newIdSql}, i.project_id, ${user.id}::uuid, i.role_id, ${createdBy}::uuid, ${createdBy}::uuid
          from invitation_projects i join projects p on p.id = i.project_id and p.deleted_at is null
         where i.invitation_id = ${invitationId}
        returning project_id
      )
      update invitations
         set accepted_at = now(), user_id = ${user.id}, updated_at = now(), updated_by = ${user.id}, version = version + 1
       where id = ${invitationId}
      returning (select coalesce(json_agg(project_id order by project_id), '[]') from joined) as "projectIds"`)
    record.created('user', user, { invitationId, projectIds: joined?.projectIds })
    const login = await startLogin(tx, user.id, caller)
    caller.cookie.set(login.token)
    return { user: meOf({ ...user, readOnly: false }), expiresAt: login.expiresAt.toISOString() }
  },
)
