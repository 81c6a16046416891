import { textOf } from '../../ui/rich-text.ts'
import { statuses } from '../../ui/status.tsx'
import type { Result } from './types.ts'

/**
 * What a result says of the steps that did not pass, by the case's numbers: `Step 2 failed: the counter stayed at 0`.
 * A step that the case no longer has goes without its number.
 */
export function stepWords(seen: Result['stepResults'], steps: readonly { id: string }[]): string[] {
  const numbers = new Map(steps.map((step, index) => [step.id, index + 1]))
  return seen
    .filter(({ status }) => status !== 'PASSED')
    .map((step) => ({ ...step, number: numbers.get(step.stepId) ?? Number.POSITIVE_INFINITY }))
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, status, notes }) => {
      const name = Number.isFinite(number) ? `Step ${number}` : 'A step that was removed'
      const note = textOf(notes)
      return `${name} ${statuses[status].label.toLowerCase()}${note ? `: ${note}` : ''}`
    })
}
