import type { templates as operations } from '@testplanit/api/domains/templates/operations'
import { conflict } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { templateOf } from './answers.ts'
import { readTemplate } from './queries.ts'
import { templates } from './tables.ts'
import { clearDefault, setFields } from './writes.ts'

export const updateTemplate: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { templateId: id, expectedVersion, fields: given, ...changes } = input
  if (changes.isDefault) await clearDefault(tx, actor.projectId, id)
  const check = async (is: typeof templates.$inferSelect) => {
    if (is.isDefault && changes.isDefault === false)
      throw conflict('A project has one default template: make another one it instead.', 'isDefault')
    return undefined
  }
  const { before, after } = await change(tx, templates, { id, changes, expectedVersion, check }, actor)
  const { fields: had } = await readTemplate(tx, id)
  const template = templateOf({ ...after, fields: given ? await setFields(tx, after, given) : had })
  record.updated('template', templateOf({ ...before, fields: had }), template)
  return template
}
