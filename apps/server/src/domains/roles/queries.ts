import type { Grants } from '@testplanit/api/access'
import type { RoleUse } from '@testplanit/api/domains/roles/schemas'
import { invalid } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { roles } from './tables.ts'

/** So many names a use has at most. */
const MOST_NAMES = 10

type Row = typeof roles.$inferSelect

/**
 * The roles that somebody gives, held to the commit, so that none is deleted meanwhile; `field` names the input's field
 * for one of them. Throws VALIDATION_ERROR.
 */
export async function holdRoles(tx: Writer, ids: string[], field: (at: number) => string): Promise<Row[]> {
  if (ids.length === 0) return []
  const found = await tx
    .select()
    .from(roles)
    .where(and(sql`${roles.id} = ${anyOf(ids)}`, isNull(roles.deletedAt)))
    .for('share')
  return ids.map((id, at) => {
    const role = found.find((one) => one.id === id)
    if (!role) throw invalid({ field: field(at), message: 'names no role that exists here' })
    return role
  })
}

/** The same for one role, where one is given. */
export async function holdRole(tx: Writer, id: string | null | undefined): Promise<Row | null> {
  const [role = null] = await holdRoles(tx, id ? [id] : [], () => 'roleId')
  return role
}

/** What a role grants; null where it lives no more. */
export async function grantsOf(db: Reader, id: string): Promise<Grants | null> {
  const [role] = await db
    .select({ grants: roles.grants })
    .from(roles)
    .where(and(eq(roles.id, id), isNull(roles.deletedAt)))
  return role?.grants ?? null
}

/** Where a role is in use by what lives. */
export async function usesOf(db: Reader, roleId: string): Promise<RoleUse[]> {
  return db.execute<RoleUse & Record<string, unknown>>(sql`
    with role as (select ${roleId}::uuid as id), uses as (
      select 'members' as kind, m.id, p.name
        from role join members m on m.role_id = role.id and m.deleted_at is null
        join projects p on p.id = m.project_id and p.deleted_at is null
        join users u on u.id = m.user_id and u.deleted_at is null
      union all
      select 'groups', g.id, g.name
        from role join group_roles gr on gr.role_id = role.id
        join groups g on g.id = gr.group_id and g.deleted_at is null
        join projects p on p.id = gr.project_id and p.deleted_at is null
      union all
      select 'defaultAccess', p.id, p.name
        from role join projects p on p.default_role_id = role.id and p.deleted_at is null
      union all
      select 'users', u.id, u.name from role join users u on u.role_id = role.id and u.deleted_at is null
      union all
      select 'invitations', i.id, i.email
        from role join invitations i on i.deleted_at is null and i.accepted_at is null
         and (i.role_id = role.id
              or exists (select from invitation_projects ip where ip.invitation_id = i.id and ip.role_id = role.id))
    )
    select kind, count(distinct id)::int as count, (array_agg(distinct name order by name))[1:${sql.raw(String(MOST_NAMES))}] as names
      from uses group by kind order by kind`)
}
