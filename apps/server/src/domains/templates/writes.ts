import type { CustomValue } from '@testplanit/api/domains/fields/schemas'
import type { Template } from '@testplanit/api/domains/templates/schemas'
import { invalid, refuseAny } from '@testplanit/api/errors'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { lock } from '../../platform/database/locks.ts'
import { readFields } from '../fields/queries.ts'
import { fitting } from '../fields/rules.ts'
import { mustReadProject } from '../members/rules.ts'
import { templates } from './tables.ts'

/** No other template is the project's default from here on: the one that is to be it comes next. */
export async function clearDefault(tx: Writer, projectId: string, id?: string): Promise<void> {
  await lock(tx, 'templates', projectId)
  await tx
    .update(templates)
    .set({ isDefault: false })
    .where(
      and(
        eq(templates.projectId, projectId),
        eq(templates.isDefault, true),
        isNull(templates.deletedAt),
        id ? ne(templates.id, id) : undefined,
      ),
    )
}

type FieldInput = { fieldId: string; required: boolean; default?: CustomValue | null | undefined }

/**
 * Sets which fields a template has, in their order. What it says of deleted fields stays, for when they come back.
 * Throws VALIDATION_ERROR for a field that stands there twice, or whose default it cannot hold.
 */
export async function setFields(
  tx: Writer,
  { id, projectId }: { id: string; projectId: string },
  given: FieldInput[],
): Promise<Template['fields']> {
  const twice = given.findIndex(({ fieldId }, i) => given.findIndex((one) => one.fieldId === fieldId) < i)
  if (twice >= 0) throw invalid({ field: `fields.${twice}.fieldId`, message: 'stands here twice' })
  const fields = await fittingDefaults(tx, projectId, given)
  await tx.execute(sql`
    with field as (
      select * from jsonb_to_recordset(${JSON.stringify(fields.map((field, order) => ({ ...field, order })))}::jsonb)
        as f("fieldId" uuid, "order" int, required boolean, "default" jsonb)
    ), gone as (
      delete from template_fields tf using fields f
       where tf.template_id = ${id} and f.id = tf.field_id and f.deleted_at is null
         and tf.field_id not in (select "fieldId" from field)
    )
    insert into template_fields (template_id, field_id, position, required, default_value)
    select ${id}::uuid, "fieldId", "order", required, "default" from field
        on conflict (template_id, field_id) do update
       set position = excluded.position, required = excluded.required, default_value = excluded.default_value`)
  return fields
}

async function fittingDefaults(tx: Writer, projectId: string, given: FieldInput[]): Promise<Template['fields']> {
  const isSet = ({ default: value }: FieldInput) => value !== undefined && value !== null
  const known = await readFields(
    tx,
    projectId,
    given.filter(isSet).map(({ fieldId }) => fieldId),
  )
  const fitted = given.map(({ fieldId, required, default: value = null }, i) => {
    const field = known.get(fieldId)
    const fits = value !== null && field ? fitting(field, value, `fields.${i}.default`) : null
    return { fieldId, required, default: fits?.value ?? null, issues: fits?.issues ?? [], kind: field?.kind }
  })
  refuseAny(fitted.flatMap(({ issues }) => issues))
  await mustReadProject(
    tx,
    projectId,
    fitted.flatMap(({ kind, default: userId }, i) =>
      kind === 'USER' && userId !== null ? [{ userId: String(userId), field: `fields.${i}.default` }] : [],
    ),
  )
  return fitted.map(({ fieldId, required, default: value }) => ({ fieldId, required, default: value }))
}
