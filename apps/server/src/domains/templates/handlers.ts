import type { Handlers } from '../../pipeline/handler.ts'
import { createTemplate } from './create-template.ts'
import { deleteTemplate } from './delete-template.ts'
import { getTemplate } from './get-template.ts'
import { listTemplates } from './list-templates.ts'
import { updateTemplate } from './update-template.ts'

export const templatesHandlers = {
  list: listTemplates,
  create: createTemplate,
  get: getTemplate,
  update: updateTemplate,
  delete: deleteTemplate,
} satisfies Handlers['templates']
