import type { Template } from '@testplanit/api/domains/templates/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { templates } from './tables.ts'

type Row = typeof templates.$inferSelect & Pick<Template, 'fields'>

/** The columns of a template: for `templateOf`. */
export const templateColumns = {
  ...getTableColumns(templates),
  fields: sql<Template['fields']>`(
    select coalesce(json_agg(json_build_object('fieldId', tf.field_id, 'required', tf.required, 'default', tf.default_value)
                             order by tf.position), '[]')
      from template_fields tf join fields f on f.id = tf.field_id and f.deleted_at is null
     where tf.template_id = templates.id)`,
}

/** A template as the API answers it. */
export const templateOf = (row: Row): Template => answer(row)
