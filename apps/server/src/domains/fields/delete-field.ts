import type { fields as operations } from '@testplanit/api/domains/fields/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { fields } from './tables.ts'

/** Templates and cases keep what they say of it, so that it can come back whole; nobody sees it there any more. */
export const deleteField: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('field', await remove(tx, fields, input.fieldId, actor))
}
