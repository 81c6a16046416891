import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { groupMembers, groups } from './tables.ts'

export const removeMember: Handler<typeof operations.removeMember> = async ({ input, actor, tx, record }) => {
  const { groupId, userId } = input
  const { after: group } = await change(tx, groups, { id: groupId, changes: {} }, actor)
  const removed = await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.groupId, groupId), eq(groupMembers.userId, userId)))
    .returning()
  if (removed.length === 0) throw notFound('member of this group')
  record.did('group', group, { membersRemoved: [userId] })
}
