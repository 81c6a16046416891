import type { Grants } from '@testplanit/api/access'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { grantsSql } from './access.ts'

/**
 * All that those users of whom a condition (on `u`) holds may do in a project, whatever gives it to them: their row, their
 * groups, the default access. Administrators and the project's creator are left out: nothing that is set changes theirs.
 */
export async function grantsOf(tx: Writer, projectId: string, who: SQL): Promise<Grants[]> {
  const [row] = await tx.execute<{ all: Grants[] }>(sql`
    select coalesce(jsonb_agg(distinct one), '[]') as "all"
      from users u join projects p on p.id = ${projectId}
     cross join lateral (select ${sql.raw(grantsSql('u', 'p'))} as grants) g
     cross join jsonb_array_elements(g.grants) one
     where ${who} and u.system_access <> 'ADMIN' and p.created_by is distinct from u.id`)
  return row?.all ?? []
}

/** The condition that a user is in a group. */
export const isIn = (groupId: string): SQL =>
  sql`u.id in (select user_id from group_members where group_id = ${groupId})`

/** Of a group in a project: the roles that it has there as a statement begins, and whether the caller is in it. */
export interface FormerGroup extends Record<string, unknown> {
  former: { id: string; grants: Grants }[]
  isOwn: boolean
}
export const formerGroup = (projectId: string, groupId: string, callerId: string): SQL => sql`
  select (select coalesce(json_agg(json_build_object('id', r.id, 'grants', r.grants) order by r.id), '[]')
            from group_roles gr join roles r on r.id = gr.role_id
           where gr.project_id = ${projectId} and gr.group_id = ${groupId}) as former,
         exists (select from group_members where group_id = ${groupId} and user_id = ${callerId}) as "isOwn"`
