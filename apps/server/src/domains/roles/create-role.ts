import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { roles } from './tables.ts'

export const createRole: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const role = await insert(tx, roles, input, actor)
  record.created('role', role)
  return answer(role)
}
