import type { Grants } from '@testplanit/api/access'
import { type SQL, sql } from 'drizzle-orm'

/** What the role of a member's row grants, where it has one. */
export const formerGrants = sql<Grants | null>`(select r.grants from roles r where r.id = members.role_id)`

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
