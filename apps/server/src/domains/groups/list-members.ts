import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { isFoundBy, isInGroup, pageOfPeople } from '../users/queries.ts'
import { groups } from './tables.ts'

export const listMembers: Handler<typeof operations.listMembers> = async ({ input, db }) => {
  const { groupId, search } = input
  await readLiving(db, groups, groupId)
  return pageOfPeople(db, input, [isInGroup(groupId), isFoundBy(search)])
}
