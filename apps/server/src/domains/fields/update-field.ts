import type { fields as operations } from '@testplanit/api/domains/fields/operations'
import type { Field } from '@testplanit/api/domains/fields/schemas'
import { conflict } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { mustSuitKind, toOptions } from './rules.ts'
import { fields } from './tables.ts'

export const updateField: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { fieldId: id, expectedVersion, options: given, ...changes } = input
  const { min, max } = changes
  const check = async (is: Row) => {
    const options = given ? toOptions(given, is.options) : is.options
    mustSuitKind({
      kind: is.kind,
      options,
      min: min === undefined ? is.min : min,
      max: max === undefined ? is.max : max,
    })
    await mustBeFree(
      tx,
      id,
      is.options.filter((one) => !options.some((other) => other.id === one.id)),
    )
    return { options }
  }
  const { before, after } = await change(tx, fields, { id, changes, expectedVersion, check }, actor)
  record.updated('field', before, after)
  return answer(after)
}

type Row = typeof fields.$inferSelect

/** Throws CONFLICT where a living case has one of these options. */
async function mustBeFree(tx: Writer, fieldId: string, options: Field['options']): Promise<void> {
  if (!options.length) return
  const [held] = await tx.execute<{ key: string }>(sql`
    select k.key from case_field_keys k join cases c on c.id = k.case_id and c.deleted_at is null
     where k.field_id = ${fieldId} and k.key in (select jsonb_array_elements_text(${JSON.stringify(options.map(({ id }) => id))}::jsonb)) limit 1`)
  const option = options.find(({ id }) => id === held?.key)
  if (option)
    throw conflict(`There are cases that have "${option.name}": rename it, or give them another first.`, 'options')
}
