/** ResultButtons: suggested? (the result that follows from the steps), onGive(status): the four results, each with its key. */
import { cx } from './cx.ts'
import { Keys } from './kbd.tsx'
import type { StepStatus } from './segmented-result.tsx'
import { StatusGlyph, statuses } from './status.tsx'

export const resultKeys = { PASSED: 'p', FAILED: 'f', BLOCKED: 'b', SKIPPED: 's' } as const
export const resultWords = { PASSED: 'Pass', FAILED: 'Fail', BLOCKED: 'Block', SKIPPED: 'Skip' } as const
export const results = Object.keys(resultKeys) as StepStatus[]

export function ResultButtons({
  suggested,
  onGive,
}: {
  suggested: StepStatus | undefined
  onGive: (status: StepStatus) => void
}) {
  return (
    <div className="results" role="group" aria-label="Result of the case">
      {results.map((status) => (
        <button
          key={status}
          type="button"
          className={cx('res', status === suggested && `on res-${statuses[status].look}`)}
          onClick={() => onGive(status)}
        >
          <StatusGlyph status={status} silent />
          <span>{resultWords[status]}</span>
          <Keys keys={resultKeys[status]} />
        </button>
      ))}
    </div>
  )
}
