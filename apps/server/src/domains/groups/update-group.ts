import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { readGroup } from './queries.ts'
import { groups } from './tables.ts'

export const updateGroup: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { groupId: id, expectedVersion, ...changes } = input
  const { before, after } = await change(tx, groups, { id, changes, expectedVersion }, actor)
  record.updated('group', before, after)
  return readGroup(tx, id)
}
