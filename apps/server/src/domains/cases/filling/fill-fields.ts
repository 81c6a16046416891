import { isDeepStrictEqual } from 'node:util'
import type { Case, CreateCase } from '@testplanit/api/domains/cases/schemas'
import type { CustomValue } from '@testplanit/api/domains/fields/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import type { Writer } from '../../../platform/database/database.ts'
import { keysOf } from '../../fields/queries.ts'
import { fitting } from '../../fields/rules.ts'
import { type Assignee, mustReadProject } from '../../members/rules.ts'
import { defaultOf, holdFields, type TemplateField } from '../../templates/queries.ts'

/** The values of a case's custom fields, by the field's id: also of fields that its template lacks. */
export type Values = Record<string, CustomValue>

export interface Filling {
  id: string
  /** Where the case stands in the input. */
  at?: string | undefined
  templateId: string
  /** The case has not had this template: its defaults hold, and what it requires must be there. */
  isNew: boolean
  given?: CreateCase['customFields'] | undefined
  had: Values | null
  /** What it had once and is to have again: what fitted then need not fit any more. */
  was?: Case['customFields'] | undefined
}

export interface Filled {
  values: Values
  /** Of what has changed: what the case is found by, by the field's id. */
  keys: Record<string, string[]>
  customFields: Case['customFields']
}

/**
 * The values of cases with what is given, by the case's id: the one place that looks whether they fit. What stays as it
 * was need not, so that what was read can be sent back after its field has changed. Throws VALIDATION_ERROR.
 */
export async function fillFields(tx: Writer, projectId: string, cases: Filling[]): Promise<Map<string, Filled>> {
  if (!cases.length) return new Map()
  const known = await holdFields(tx, [...new Set(cases.map(({ templateId }) => templateId))])
  const all = cases.map((one) => fill(one, known.get(one.templateId) ?? []))
  // What is asked of many cases alike is wrong once.
  const issues = new Map(all.flatMap((one) => one.issues).map((issue) => [`${issue.field} ${issue.message}`, issue]))
  refuseAny(issues.values())
  const users = all.flatMap((one) => one.users)
  await mustReadProject(tx, projectId, users)
  return new Map(all.map(({ id, filled }) => [id, filled]))
}

/** Lists answer up to 250 cases with all that they hold. */
const MAX_TEXT = 200_000

function fill({ id, at = '', isNew, given = [], had, was }: Filling, fields: TemplateField[]) {
  const known = new Map(fields.map((field) => [field.id, field]))
  const values: Values = was ? broughtBack(had ?? {}, was, fields) : { ...had }
  const issues: Issue[] = []
  const users: Assignee[] = []
  const named = new Set<string>()
  for (const [i, { fieldId, value }] of given.entries()) {
    const [place, field] = [`${at}customFields.${i}`, known.get(fieldId)]
    if (named.has(fieldId)) issues.push({ field: `${place}.fieldId`, message: 'stands here twice' })
    named.add(fieldId)
    const stays = isSame(value, had?.[fieldId]) && !(isNew && value === null)
    if (stays) continue
    if (!field) {
      issues.push({ field: `${place}.fieldId`, message: "is no field of this case's template" })
    } else if (value === null) {
      delete values[fieldId]
      if (field.required) issues.push({ field: `${place}.value`, message: `"${field.name}" is required` })
    } else {
      const fits = fitting(field, value, `${place}.value`)
      issues.push(...fits.issues)
      if (fits.value === null) continue
      values[fieldId] = fits.value
      if (field.kind === 'USER') users.push({ userId: String(fits.value), field: `${place}.value` })
    }
  }
  for (const field of isNew && !was ? fields : []) {
    if (field.id in values || named.has(field.id)) continue
    const value = defaultOf(field)
    if (value !== null) values[field.id] = value
    else if (field.required) issues.push({ field: `${at}customFields`, message: `"${field.name}" is required` })
  }
  if (JSON.stringify(values).length > MAX_TEXT)
    issues.push({ field: `${at}customFields`, message: `are more than ${MAX_TEXT} characters together` })
  const customFields = fields.flatMap(({ id: fieldId }) => {
    const value = values[fieldId]
    return value === undefined ? [] : [{ fieldId, value }]
  })
  return { id, issues, users, filled: { values, keys: changedKeys(known, had ?? {}, values), customFields } }
}

/** The values of then in the fields of the template, but for those that it requires and nothing was in; others stay. */
function broughtBack(had: Values, was: Case['customFields'], fields: TemplateField[]): Values {
  const then = new Map(was.map(({ fieldId, value }) => [fieldId, value]))
  const values = { ...had }
  for (const { id, required } of fields) {
    const value = then.get(id)
    if (value !== undefined) values[id] = value
    else if (!required) delete values[id]
  }
  return values
}

const isSame = (given: CustomValue | null, had: CustomValue | undefined) =>
  JSON.stringify(given) === JSON.stringify(had ?? null)

/** A value that has changed is of a field of the template, or gone. */
function changedKeys(known: Map<string, TemplateField>, had: Values, values: Values): Filled['keys'] {
  const ids = [...new Set([...Object.keys(had), ...Object.keys(values)])]
  const changed = ids.filter((id) => !isDeepStrictEqual(had[id], values[id]))
  return Object.fromEntries(
    changed.map((id) => {
      const [field, value] = [known.get(id), values[id]]
      return [id, field && value !== undefined ? keysOf(field.kind, value) : []]
    }),
  )
}
