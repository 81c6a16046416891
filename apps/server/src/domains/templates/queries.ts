import type { CustomValue, Field } from '@testplanit/api/domains/fields/schemas'
import type { Template } from '@testplanit/api/domains/templates/schemas'
import { conflict, type Issue, notFound, refuseAny } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { keysOf } from '../fields/queries.ts'
import { fitting } from '../fields/rules.ts'
import { fields } from '../fields/tables.ts'
import { templateColumns, templateOf } from './answers.ts'
import { templateFields, templates } from './tables.ts'

/** A living template as the API answers it. Throws NOT_FOUND. */
export async function readTemplate(db: Reader, id: string) {
  const [row] = await db
    .select(templateColumns)
    .from(templates)
    .where(and(eq(templates.id, id), isNull(templates.deletedAt)))
  if (!row) throw notFound('template')
  return templateOf(row)
}

/** A custom field, and what a template says of it. */
export type TemplateField = Pick<Field, 'id' | 'name' | 'kind' | 'options' | 'min' | 'max'> &
  Omit<Template['fields'][number], 'fieldId'>

/** What a new case has in a field; null where the template gives nothing, or what the field does not take any more. */
export const defaultOf = (field: TemplateField): CustomValue | null =>
  field.default === null ? null : fitting(field, field.default, '').value

/**
 * The custom fields of templates, in their order, by the template's id. They are held: no option goes away while a case
 * is about to take it.
 */
export async function holdFields(tx: Writer, templateIds: string[]): Promise<Map<string, TemplateField[]>> {
  const rows = await tx
    .select({
      templateId: templateFields.templateId,
      field: {
        id: fields.id,
        name: fields.name,
        kind: fields.kind,
        options: fields.options,
        min: fields.min,
        max: fields.max,
        required: templateFields.required,
        default: templateFields.defaultValue,
      },
    })
    .from(templateFields)
    .innerJoin(fields, eq(fields.id, templateFields.fieldId))
    .where(and(sql`${templateFields.templateId} = ${anyOf(templateIds)}`, isNull(fields.deletedAt)))
    .orderBy(templateFields.order)
    .for('share', { of: fields })
  const ofTemplate = (id: string) => rows.filter(({ templateId }) => templateId === id).map(({ field }) => field)
  return new Map(templateIds.map((id) => [id, ofTemplate(id)]))
}

/**
 * Holds the templates that cases take, so that none is deleted before this commits; before the cases are locked, as a
 * deletion does. Throws VALIDATION_ERROR on the fields that name one that is gone.
 */
export async function holdTemplates(tx: Writer, wanted: { id: string; field: string }[]): Promise<void> {
  if (!wanted.length) return
  const held = await tx
    .select({ id: templates.id })
    .from(templates)
    .where(and(sql`${templates.id} = ${anyOf(wanted.map(({ id }) => id))}`, isNull(templates.deletedAt)))
    .for('key share')
  const known = new Set(held.map(({ id }) => id))
  refuseAny(
    wanted.flatMap(({ id, field }): Issue[] =>
      known.has(id) ? [] : [{ field, message: 'names no template that exists here' }],
    ),
  )
}

/**
 * The project's default template, held, with what a new case of it has and by which keys it is found: for an import,
 * which asks nobody for what is required.
 */
export async function holdDefault(tx: Writer, projectId: string) {
  const [template] = await tx
    .select({ id: templates.id })
    .from(templates)
    .where(and(eq(templates.projectId, projectId), eq(templates.isDefault, true), isNull(templates.deletedAt)))
    .for('key share')
  if (!template) throw conflict('The default template of this project was deleted just now: try again.')
  const fields = (await holdFields(tx, [template.id])).get(template.id) ?? []
  const filled = fields.flatMap((field) => {
    const value = defaultOf(field)
    return value === null ? [] : [{ fieldId: field.id, value, keys: keysOf(field.kind, value) }]
  })
  return {
    id: template.id,
    values: Object.fromEntries(filled.map(({ fieldId, value }) => [fieldId, value])),
    keys: filled.flatMap(({ fieldId, keys }) => keys.map((key) => ({ fieldId, key }))),
  }
}
