import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { usesOf } from './queries.ts'
import { roles } from './tables.ts'

export const listUses: Handler<typeof operations.listUses> = async ({ input, db }) => {
  const { id } = await readLiving(db, roles, input.roleId)
  return { data: await usesOf(db, id) }
}
