import { areas, type Grants, verbs } from '@testplanit/api/access'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** Everything in a project. */
export const everything: Grants = { '*': [...verbs] }

const EVERYTHING = JSON.stringify([everything])

const notPublic = ['audit', 'integrations', 'webhooks']

const publicly = JSON.stringify([
  Object.fromEntries(areas.filter((area) => !notPublic.includes(area)).map((area) => [area, ['read']])),
])

/**
 * What a user may do in a project, as SQL: a JSON array of grants that add up, empty for nothing at all.
 * `c` names a row with the user's id, system_access and role_id; `p` a row of projects.
 * Precedence: NONE → ADMIN → the project's creator → the user's own row (without a role: no access, and no more is
 * asked) → the user's groups together → the project's default access → read, where the project allows public access.
 */
export const grantsSql = (c: string, p: string) => `
  case
    when ${c}.system_access = 'NONE' then '[]'::jsonb
    when ${c}.system_access = 'ADMIN' or ${p}.created_by = ${c}.id then '${EVERYTHING}'::jsonb
    else coalesce(
      (select case when r.id is null then '[]'::jsonb else jsonb_build_array(r.grants) || ${open(p)} end
         from members m left join roles r on r.id = m.role_id and r.deleted_at is null
        where m.project_id = ${p}.id and m.user_id = ${c}.id and m.deleted_at is null),
      (select jsonb_agg(r.grants) || ${open(p)}
         from group_members gm
         join groups g on g.id = gm.group_id and g.deleted_at is null
         join group_roles gr on gr.group_id = gm.group_id and gr.project_id = ${p}.id
         join roles r on r.id = gr.role_id and r.deleted_at is null
        where gm.user_id = ${c}.id),
      (select jsonb_build_array(r.grants) || ${open(p)}
         from roles r
        where r.deleted_at is null
          and r.id = case ${p}.default_access when 'ROLE' then ${p}.default_role_id when 'USER_ROLE' then ${c}.role_id end),
      ${open(p)})
  end`

const open = (p: string) =>
  `case when (${p}.settings->>'allowPublicAccess')::boolean then '${publicly}'::jsonb else '[]'::jsonb end`

/** The ids of the living projects in which a user has any grant, or reads that area: for `in (…)`. */
export const readableProjects = (userId: string, area: string) => readable(userId, area, sql`true`)

/**
 * The condition on rows that a user reads that area of their project; and that it is the one that they ask for, if any:
 * then no other is looked at. Found out once, before the rows, so that an index by the project serves.
 */
export const ofReadable = (column: PgColumn, userId: string, area: string, projectId?: string): SQL =>
  projectId
    ? sql`${column} = ${readable(userId, area, sql`p.id = ${projectId}`)}`
    : sql`${column} = any(array${readableProjects(userId, area)})`

const readable = (userId: string, area: string, condition: SQL) => sql`(
  select p.id
    from projects p
    join users c on c.id = ${userId}
   cross join lateral (select ${sql.raw(grantsSql('c', 'p'))} as grants) g
   where p.deleted_at is null and ${condition} and ${reads(area)})`

/** The condition on rows of users that they can read a project, and these areas of it. */
export const canRead = (projectId: string, inAreas: string[] = ['project']) => sql`exists (
  select from projects p cross join lateral (select ${sql.raw(grantsSql('users', 'p'))} as grants) g
   where p.id = ${projectId} and p.deleted_at is null and ${sql.join(inAreas.map(reads), sql` and `)})`

const reads = (area: string) =>
  area === 'project'
    ? sql`g.grants <> '[]'::jsonb`
    : sql`exists (select from jsonb_array_elements(g.grants) one where coalesce(one->${area}::text, one->'*') ? 'read')`
