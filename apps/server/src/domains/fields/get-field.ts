import type { fields as operations } from '@testplanit/api/domains/fields/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, readLiving } from '../../platform/database/entities.ts'
import { fields } from './tables.ts'

export const getField: Handler<typeof operations.get> = async ({ input, db }) =>
  answer(await readLiving(db, fields, input.fieldId))
