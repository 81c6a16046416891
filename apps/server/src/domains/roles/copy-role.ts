import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert, readLiving } from '../../platform/database/entities.ts'
import { roles } from './tables.ts'

export const copyRole: Handler<typeof operations.copy> = async ({ input, actor, tx, record }) => {
  const { description, grants } = await readLiving(tx, roles, input.roleId)
  const role = await insert(tx, roles, { name: input.name, description, grants }, actor)
  record.created('role', role)
  return answer(role)
}
