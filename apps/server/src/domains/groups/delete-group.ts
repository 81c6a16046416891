import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { groups } from './tables.ts'

/** Who is in it, and its roles in projects, stay with the row: neither counts while that does not live. */
export const deleteGroup: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('group', await remove(tx, groups, input.groupId, actor))
}
