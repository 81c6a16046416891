/**
 * StepMarks: steps to execute. steps: { id, action, expected?, status?, note }[], chosen? (index: what the keys mark),
 *   writing? (index: its note takes the focus), onMark(index, status), onNote(index, text). The note of a step that
 *   failed or is blocked stands open in place.
 */
import { useEffect, useRef } from 'react'
import { cx } from './cx.ts'
import { Textarea } from './field.tsx'
import { SegmentedResult, type StepStatus } from './segmented-result.tsx'

export interface MarkedStep {
  id: string
  action: string
  expected: string | null
  status: StepStatus | undefined
  note: string
}

interface Props {
  steps: readonly MarkedStep[]
  chosen: number | undefined
  writing: number | undefined
  onMark: (index: number, status: StepStatus) => void
  onNote: (index: number, text: string) => void
}

export function StepMarks({ steps, chosen, writing, onMark, onNote }: Props) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (writing !== undefined) list.current?.children[writing]?.querySelector('textarea')?.focus()
  }, [writing])
  useEffect(() => {
    if (chosen !== undefined) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div className="marks">
      <div className="marks-h" aria-hidden="true">
        <span />
        <span>Action</span>
        <span>Expected</span>
        <span>Result</span>
      </div>
      <ol ref={list}>
        {steps.map((step, index) => (
          <li
            key={step.id}
            className={cx('mark', step.status === 'FAILED' && 'bad', index === chosen && 'now')}
            {...(index === chosen ? { 'aria-current': 'step' } : {})}
          >
            <span className="mark-n">{index + 1}</span>
            <p>{step.action}</p>
            <p className="mark-e">{step.expected}</p>
            <SegmentedResult
              label={`Result of step ${index + 1}`}
              value={step.status}
              onChange={(status) => onMark(index, status)}
            />
            {(step.status === 'FAILED' || step.status === 'BLOCKED' || step.note !== '') && (
              <div className="mark-note">
                <Textarea
                  aria-label={`Note on step ${index + 1}`}
                  placeholder={step.status === 'BLOCKED' ? 'What is in the way?' : 'What was seen instead?'}
                  value={step.note}
                  onChange={(event) => onNote(index, event.target.value)}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
