import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const updateProfile: Handler<typeof operations.updateProfile> = async ({ input, actor, tx, record }) => {
  const { expectedVersion, ...changes } = input
  const { before, after } = await change(tx, users, { id: actor.id, changes, expectedVersion }, actor)
  record.updated('user', before, after)
  return userOf(after)
}
