import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { roles } from './tables.ts'

export const updateRole: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { roleId: id, expectedVersion, ...changes } = input
  const { before, after } = await change(tx, roles, { id, changes, expectedVersion }, actor)
  record.updated('role', before, after)
  return answer(after)
}
