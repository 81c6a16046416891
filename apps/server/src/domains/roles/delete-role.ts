import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { usesOf } from './queries.ts'
import { mustBeUnused } from './rules.ts'
import { roles } from './tables.ts'

export const deleteRole: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  // Who gives a role holds its row (`holdRole`): from here on nobody comes to have it.
  await tx.select({ id: roles.id }).from(roles).where(eq(roles.id, input.roleId)).for('update')
  mustBeUnused(await usesOf(tx, input.roleId))
  record.deleted('role', await remove(tx, roles, input.roleId, actor))
}
