/** SegmentedResult: label (which step, for readers), value (a status or undefined), onChange(status). */
import { useId } from 'react'
import { type Status, StatusGlyph, statuses } from './status.tsx'

const choices = ['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'] as const
export type StepStatus = (typeof choices)[number]

interface Props {
  label: string
  value: Status | undefined
  onChange: (status: StepStatus) => void
}

export function SegmentedResult({ label, value, onChange }: Props) {
  const name = useId()
  return (
    <span className="seg" role="radiogroup" aria-label={label}>
      {choices.map((status) => (
        <label key={status} className={`seg-b st-${statuses[status].look}`}>
          <input type="radio" name={name} checked={value === status} onChange={() => onChange(status)} />
          <StatusGlyph status={status} />
        </label>
      ))}
    </span>
  )
}
