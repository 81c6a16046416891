import { isDeepStrictEqual } from 'node:util'
import { ContentField } from '@testplanit/api/domains/case-versions/schemas'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { type SQL, sql } from 'drizzle-orm'
import { caseContent } from './answers.ts'

/**
 * Stands in the `with` of a statement that changes cases, and keeps what they were before. `changing` is a relation of
 * (id, changed): which cases, and the names of the fields that differ from now on. The cases are locked.
 */
export const keepVersions = (changing: SQL, actor: { id: string }): SQL => sql`
  kept_versions as (
    insert into case_versions (case_id, version, content, changed, replaced_by)
    select cases.id, cases.version, ${caseContent}, changing.changed, ${actor.id}::uuid
      from (${changing}) changing join cases on cases.id = changing.id
  )`

type Named = { id?: string | undefined }[] | undefined
interface GivenParts {
  steps: { row: Omit<Case['steps'][number], 'attachments'>; given: { attachments?: Named } }[] | undefined
  attachments: Named
}

/** Which fields a change changes; steps and attachments by what is given of them, since they are written last. */
export function changedIn(before: Case, after: Case, { steps, attachments }: GivenParts): ContentField[] {
  const isOther = (given: Named, had: { id: string }[]) =>
    given !== undefined && (given.length !== had.length || given.some(({ id }, i) => id !== had[i]?.id))
  const hasOtherSteps = steps?.some(({ row, given }, i) => {
    const { attachments: had = [], ...was } = before.steps[i] ?? {}
    return !isDeepStrictEqual(row, was) || isOther(given.attachments, had)
  })
  return ContentField.options.filter((field) => {
    if (field === 'steps') return steps && (hasOtherSteps || steps.length !== before.steps.length)
    if (field === 'attachments') return isOther(attachments, before.attachments)
    return !isDeepStrictEqual(before[field], after[field])
  })
}
