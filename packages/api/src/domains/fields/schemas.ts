import * as z from 'zod'
import { MAX_CHARACTERS } from '../../common/document.ts'
import { isBlank, plainText } from '../../common/document-text.ts'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { Document, filled, line, name, RichText, text } from '../../common/text.ts'
import { Day } from '../../common/time.ts'

export const FieldKind = z.enum([
  'TEXT',
  'LONG_TEXT',
  'NUMBER',
  'INTEGER',
  'DATE',
  'CHECKBOX',
  'SELECT',
  'MULTI_SELECT',
  'LINK',
  'STEPS',
  'USER',
])
export type FieldKind = z.infer<typeof FieldKind>

const MAX_OPTIONS = 200
const MAX_STEPS = 100
/** What a TEXT takes, and as far as a LINK counts where cases are found by it. */
export const MAX_LINE = 500

const fields = {
  name: name(100),
  description: text(2000).nullish(),
  options: z
    .array(
      z.strictObject({
        id: Id.optional().meta({ description: 'An option that carries its id stays the same option.' }),
        name: name(100),
        color: line(50).nullish(),
      }),
    )
    .max(MAX_OPTIONS)
    .meta({
      description: 'What SELECT and MULTI_SELECT choose from, in this order; they replace those that were there.',
    }),
  min: z.number().nullish().meta({ description: 'Bounds: of a number its value, of a text its length.' }),
  max: z.number().nullish(),
}

/** A custom field of a project's cases; templates say which cases have it. */
export const Field = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: z.string().nullable(),
    kind: FieldKind,
    options: z.array(z.object({ id: Id, name: z.string(), color: z.string().nullable() })),
    min: z.number().nullable(),
    max: z.number().nullable(),
  })
  .meta({ id: 'Field' })
export type Field = z.infer<typeof Field>

export const CreateField = z.strictObject({
  projectId: ref('project'),
  kind: FieldKind,
  ...fields,
  options: fields.options.default([]),
})
export const UpdateField = changes(fields).extend({ fieldId: Id })
export const ListFields = list({ projectId: Id, kind: z.array(FieldKind).max(FieldKind.options.length).optional() })

const Step = z.strictObject({ action: filled(10_000), expected: text(10_000).nullish() })

/** What a custom field may hold; what it must be, its kind says: `valueSchema`. */
export const CustomValue = z
  .union([
    text(MAX_CHARACTERS),
    z.number(),
    z.boolean(),
    z.array(z.union([text(100), Step])).max(MAX_OPTIONS),
    Document,
  ])
  .meta({
    id: 'CustomValue',
    description: `By the field's kind. TEXT: a line. LONG_TEXT: a text or a document. NUMBER, INTEGER: a number.
DATE: YYYY-MM-DD. CHECKBOX: true or false. SELECT: an option's id. MULTI_SELECT: a list of them. LINK: an http(s) address.
STEPS: a list of { action, expected }. USER: the id of a user who can read the project.`,
  })
export type CustomValue = z.infer<typeof CustomValue>

const BLANK = 'is blank: null says that there is none'
const NO_OPTION = 'names no option of this field'

/** The schema of a field's values, none of which is empty: null says that there is none. */
export function valueSchema({
  kind,
  options,
  min,
  max,
}: Pick<Field, 'kind' | 'options' | 'min' | 'max'>): z.ZodType<CustomValue> {
  const length = { min: min ?? 1, max: max ?? Number.POSITIVE_INFINITY }
  const number = { min: min ?? -Number.MAX_VALUE, max: max ?? Number.MAX_VALUE }
  switch (kind) {
    case 'TEXT':
      return line(MAX_LINE)
        .refine((value) => value.trim() !== '', { error: BLANK })
        .min(length.min)
        .max(length.max)
    case 'LONG_TEXT':
      return RichText.refine((value) => !isBlank(value), { error: BLANK })
        .refine((value) => plainText(value).length >= length.min, { error: `has fewer than ${min} characters` })
        .refine((value) => plainText(value).length <= length.max, { error: `has more than ${max} characters` })
    case 'NUMBER':
      return z.number().min(number.min).max(number.max)
    case 'INTEGER':
      return z.int().min(number.min).max(number.max)
    case 'DATE':
      return Day
    case 'CHECKBOX':
      return z.boolean()
    case 'SELECT':
      return optionOf(options)
    case 'MULTI_SELECT':
      return z
        .array(optionOf(options))
        .min(1, { error: BLANK })
        .refine((ids) => new Set(ids).size === ids.length, { error: 'names an option twice' })
    case 'LINK':
      return z.url({ protocol: /^https?$/, error: 'is no http(s) address' }).max(2000)
    case 'STEPS':
      return z
        .array(Step.transform(({ action, expected = null }) => ({ action, expected })))
        .min(1, { error: BLANK })
        .max(MAX_STEPS)
    case 'USER':
      return Id
  }
}

function optionOf(options: Field['options']) {
  const ids = new Set(options.map(({ id }) => id))
  return z
    .string()
    .toLowerCase()
    .refine((id) => ids.has(id), { error: NO_OPTION })
}
