import type { Handlers } from '../../pipeline/handler.ts'
import { createField } from './create-field.ts'
import { deleteField } from './delete-field.ts'
import { getField } from './get-field.ts'
import { listFields } from './list-fields.ts'
import { updateField } from './update-field.ts'

export const fieldsHandlers = {
  list: listFields,
  create: createField,
  get: getField,
  update: updateField,
  delete: deleteField,
} satisfies Handlers['fields']
