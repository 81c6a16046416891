import type { members as operations } from '@testplanit/api/domains/members/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { memberCount } from '../groups/answers.ts'
import { groups } from '../groups/tables.ts'
import { holdRoles } from '../roles/queries.ts'
import { type FormerGroup, formerGroup, grantsOf, isIn } from './queries.ts'
import { mayChangeGroup, mustHoldAll } from './rules.ts'

export const setGroup: Handler<typeof operations.setGroup> = async ({ input, actor, tx, record }) => {
  const { projectId, groupId } = input
  const roles = await holdRoles(tx, input.roleIds, (at) => `roleIds.${at}`)
  const roleIds = roles.map(({ id }) => id)
  // Two who set the same group follow one another: the next statement sees what the first one did.
  const [group] = await tx
    .select({ name: groups.name, memberCount })
    .from(groups)
    .where(and(eq(groups.id, groupId), isNull(groups.deletedAt)))
    .for('no key update')
  if (!group) throw notFound('group')
  const [is] = await tx.execute<FormerGroup>(sql`
    with gone as (
      delete from group_roles
       where project_id = ${projectId} and group_id = ${groupId} and role_id <> all(${`{${roleIds.join()}}`}::uuid[])
    ), come as (
      insert into group_roles (project_id, group_id, role_id)
      select ${projectId}::uuid, ${groupId}::uuid, id from roles where id = ${anyOf(roleIds)}
          on conflict do nothing
    )
    ${formerGroup(projectId, groupId, actor.id)}`)
  const { former = [], isOwn = true } = is ?? {}
  mayChangeGroup(actor, isOwn, [...former, ...roles])
  mustHoldAll(actor, await grantsOf(tx, projectId, isIn(groupId)))
  const before = { roleIds: former.map(({ id }) => id) }
  record.did('group', { id: groupId, projectId }, { before, after: { roleIds } })
  return { projectId, groupId, ...group, roleIds, roleNames: roles.map(({ name }) => name) }
}
