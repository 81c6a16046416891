import type { StepStatus } from '../../ui/segmented-result.tsx'

/** What a case's steps say of the case, as the server would: undefined while steps are unmarked and none failed or is blocked. */
export function outcomeOf(steps: readonly { status: StepStatus | undefined }[]): StepStatus | undefined {
  const marks = steps.map((step) => step.status)
  if (marks.includes('FAILED')) return 'FAILED'
  if (marks.includes('BLOCKED')) return 'BLOCKED'
  if (marks.length === 0 || marks.includes(undefined)) return undefined
  return marks.every((mark) => mark === 'SKIPPED') ? 'SKIPPED' : 'PASSED'
}
