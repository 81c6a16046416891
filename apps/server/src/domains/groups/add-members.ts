import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { groups } from './tables.ts'
import { addToGroup } from './writes.ts'

export const addMembers: Handler<typeof operations.addMembers> = async ({ input, actor, tx, record }) => {
  const { after: group } = await change(tx, groups, { id: input.groupId, changes: {} }, actor)
  const { added, memberCount } = await addToGroup(tx, group.id, input.userIds)
  record.did('group', group, { membersAdded: added })
  return { ...answer(group), memberCount }
}
