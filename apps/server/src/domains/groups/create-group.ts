import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { groups } from './tables.ts'
import { addToGroup } from './writes.ts'

export const createGroup: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const { name, userIds } = input
  const group = await insert(tx, groups, { name }, actor)
  const { added, memberCount } = await addToGroup(tx, group.id, userIds)
  record.created('group', group, { membersAdded: added })
  return { ...answer(group), memberCount }
}
