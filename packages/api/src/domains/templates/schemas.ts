import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, text } from '../../common/text.ts'
import { CustomValue } from '../fields/schemas.ts'

/** A case has at most so many custom fields. */
export const MAX_FIELDS = 100

const fields = {
  name: name(),
  description: text(2000).nullish(),
  isDefault: z.boolean().meta({ description: 'Cases that name no template have it: one of each project.' }),
  fields: z
    .array(
      z.strictObject({
        fieldId: ref('field'),
        required: z.boolean().default(false),
        default: CustomValue.nullish().meta({ description: 'What a new case has where nothing is given.' }),
      }),
    )
    .max(MAX_FIELDS)
    .meta({ description: 'The custom fields of its cases, in this order; they replace those that were there.' }),
}

/** Which custom fields a case has. Every project has the built-in one. */
export const Template = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: z.string().nullable(),
    builtIn: z.boolean(),
    isDefault: z.boolean(),
    fields: z.array(z.object({ fieldId: Id, required: z.boolean(), default: CustomValue.nullable() })),
  })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof Template>

export const CreateTemplate = z.strictObject({
  projectId: ref('project'),
  ...fields,
  isDefault: fields.isDefault.default(false),
  fields: fields.fields.default([]),
})
export const UpdateTemplate = changes(fields).extend({ templateId: Id })
export const DeleteTemplate = z.strictObject({
  templateId: Id,
  casesTo: ref('template').optional().meta({ description: 'The template that its cases take.' }),
})
export const ListTemplates = list({ projectId: Id })
