import type { caseVersions as operations } from '@testplanit/api/domains/case-versions/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Reader } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { fields } from '../fields/tables.ts'
import { changedFields, changedSteps, changedValues } from './comparing/compare.ts'
import { readVersions } from './queries.ts'

export const compareVersions: Handler<typeof operations.compare> = async ({ input, db }) => {
  const { caseId, from, to = null } = input
  const [before, after] = await readVersions(db, caseId, [from, to])
  if (!before || !after) throw new Error('A version is missing.')
  const values = changedValues(before.content.customFields, after.content.customFields)
  const names = await namesOf(
    db,
    values.map(({ fieldId }) => fieldId),
  )
  return {
    from: before.version,
    to: after.version,
    fields: changedFields(before.content, after.content),
    customFields: values.map((value) => ({ ...value, name: names.get(value.fieldId) ?? null })),
    steps: changedSteps(before.content.steps, after.content.steps),
  }
}

/** The names of custom fields, also of deleted ones. */
async function namesOf(db: Reader, ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map()
  const rows = await db
    .select({ id: fields.id, name: fields.name })
    .from(fields)
    .where(sql`${fields.id} = ${anyOf(ids)}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
