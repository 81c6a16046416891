import type { members as operations } from '@testplanit/api/domains/members/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { type FormerGroup, formerGroup, grantsOf, isIn } from './queries.ts'
import { mayChangeGroup, mustHoldAll } from './rules.ts'

export const removeGroup: Handler<typeof operations.removeGroup> = async ({ input, actor, tx, record }) => {
  const { projectId, groupId } = input
  const [is] = await tx.execute<FormerGroup>(sql`
    with gone as (delete from group_roles where project_id = ${projectId} and group_id = ${groupId})
    ${formerGroup(projectId, groupId, actor.id)}`)
  if (!is?.former.length) throw notFound('group')
  mayChangeGroup(actor, is.isOwn, is.former)
  mustHoldAll(actor, await grantsOf(tx, projectId, isIn(groupId)))
  record.did('group', { id: groupId, projectId }, { before: { roleIds: is.former.map(({ id }) => id) } })
}
