import type { fields as operations } from '@testplanit/api/domains/fields/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { mustSuitKind, toOptions } from './rules.ts'
import { fields } from './tables.ts'

export const createField: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const field = { ...input, options: toOptions(input.options, []) }
  mustSuitKind(field)
  const made = await insert(tx, fields, field, actor)
  record.created('field', made)
  return answer(made)
}
