import { Keys } from '../../ui/kbd.tsx'
import { ResultButtons } from '../../ui/result-buttons.tsx'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { StatusGlyph, statuses } from '../../ui/status.tsx'
import type { MarkedStep } from '../../ui/step-marks.tsx'

interface Props {
  steps: readonly MarkedStep[]
  chosen: number | undefined
  outcome: StepStatus | undefined
  /** A key came so soon that it counted for nothing. */
  isHasty: boolean
  onGive: (status: StepStatus) => void
}

/** The four results at the foot: at the left what the steps say, at the right the keys. */
export function ExecuteFoot({ steps, chosen, outcome, isHasty, onGive }: Props) {
  const marked = steps.filter((step) => step.status).length
  const at = steps.findIndex((step) => step.status === outcome)
  return (
    <footer className="col-span-full flex items-center justify-center gap-2 border-t border-line bg-bg px-4 max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-10 max-wide:h-19 max-wide:px-2 wide:row-start-[-2]">
      <p className="flex min-w-0 flex-1 items-center gap-2 whitespace-nowrap text-text-2 max-full:hidden" role="status">
        {isHasty ? (
          <span>So soon after a result, keys count for nothing</span>
        ) : chosen !== undefined ? (
          <span>
            P F B S mark <b className="font-medium text-text">step {chosen + 1}</b>
          </span>
        ) : outcome ? (
          <>
            <StatusGlyph status={outcome} silent />
            <span>
              {outcome === 'FAILED' || outcome === 'BLOCKED'
                ? `Step ${at + 1} ${outcome === 'FAILED' ? 'failed' : 'is blocked'}`
                : 'All steps are marked'}
              : the case will be <b className="font-medium text-text">{statuses[outcome].label}</b>
            </span>
          </>
        ) : (
          marked > 0 && `${marked} of ${steps.length} steps marked`
        )}
      </p>
      <ResultButtons suggested={outcome} onGive={onGive} />
      <p className="flex flex-1 justify-end gap-4 text-12 whitespace-nowrap text-text-3 max-full:hidden">
        {steps.length > 0 && (
          <span className="flex items-center gap-1.5">
            <Keys keys={steps.length === 1 ? '1' : `1 … ${Math.min(steps.length, 9)}`} /> step
          </span>
        )}
        {outcome ? (
          <span className="flex items-center gap-1.5">
            <Keys keys="enter" /> confirm
          </span>
        ) : (
          <span className="flex items-center gap-1.5">
            <Keys keys="mod+enter" /> all passed
          </span>
        )}
        <span className="flex items-center gap-1.5">
          <Keys keys="n" /> next
        </span>
        <span className="flex items-center gap-1.5">
          <Keys keys="?" /> keys
        </span>
      </p>
    </footer>
  )
}
