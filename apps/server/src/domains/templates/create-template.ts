import type { templates as operations } from '@testplanit/api/domains/templates/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { templateOf } from './answers.ts'
import { templates } from './tables.ts'
import { clearDefault, setFields } from './writes.ts'

export const createTemplate: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const { fields: given, ...values } = input
  if (input.isDefault) await clearDefault(tx, input.projectId)
  const row = await insert(tx, templates, values, actor)
  const template = templateOf({ ...row, fields: given.length ? await setFields(tx, row, given) : [] })
  record.created('template', template)
  return template
}
