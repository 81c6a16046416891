import { isDeepStrictEqual } from 'node:util'
import type { CaseComparison, CaseContent } from '@testplanit/api/domains/case-versions/schemas'

type Steps = CaseContent['steps']
type Step = Steps[number]

const PLAIN = [
  'title',
  'description',
  'expectedResult',
  'parameters',
  'automationStatus',
  'estimate',
  'priority',
  'folderId',
  'templateId',
  'tags',
  'attachments',
] as const satisfies (keyof CaseComparison['fields'])[]

/** Which fields differ, but for steps and custom fields. */
export function changedFields(before: CaseContent, after: CaseContent): CaseComparison['fields'] {
  const changed = PLAIN.filter((field) => !isDeepStrictEqual(before[field], after[field]))
  return Object.fromEntries(changed.map((field) => [field, { before: before[field], after: after[field] }]))
}

/** Which custom fields differ; null where there is no value. */
export function changedValues(before: CaseContent['customFields'], after: CaseContent['customFields']) {
  const [was, is] = [before, after].map((values) => new Map(values.map(({ fieldId, value }) => [fieldId, value])))
  const ids = [...new Set([...before, ...after].map(({ fieldId }) => fieldId))]
  return ids
    .map((fieldId) => ({ fieldId, before: was?.get(fieldId) ?? null, after: is?.get(fieldId) ?? null }))
    .filter((one) => !isDeepStrictEqual(one.before, one.after))
}

/** What became of the steps, each known by its id. */
export function changedSteps(before: Steps, after: Steps): CaseComparison['steps'] {
  const [was, is] = [byId(before), byId(after)]
  const both = after.flatMap((step) => {
    const earlier = was.get(step.id)
    return earlier ? [{ id: step.id, before: earlier, after: step }] : []
  })
  const stayed = new Set(longestRising(both.map((one) => one.before.order)))
  return {
    added: after.filter(({ id }) => !was.has(id)),
    removed: before.filter(({ id }) => !is.has(id)),
    changed: both.filter((one) => !isDeepStrictEqual({ ...one.before, order: 0 }, { ...one.after, order: 0 })),
    moved: both
      .filter((one) => !stayed.has(one.before.order))
      .map((one) => ({ id: one.id, before: one.before.order, after: one.after.order })),
  }
}

const byId = (steps: Steps): Map<string, Step> => new Map(steps.map((step) => [step.id, step]))

/** Of distinct numbers as many as can be left that rise. */
function longestRising(numbers: number[]): number[] {
  type Run = { last: number; before: Run | null }
  /** By its length, less one: of the runs that long the one that ends lowest. */
  const lowest: Run[] = []
  for (const last of numbers) {
    const found = lowest.findIndex((run) => run.last > last)
    const length = found < 0 ? lowest.length : found
    lowest[length] = { last, before: lowest[length - 1] ?? null }
  }
  const rising: number[] = []
  for (let run = lowest.at(-1) ?? null; run; run = run.before) rising.push(run.last)
  return rising
}
