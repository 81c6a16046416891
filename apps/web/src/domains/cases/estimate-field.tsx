import { useState } from 'react'
import { estimateOf, writtenEstimate } from './estimate.ts'

interface Props {
  seconds: number | null
  onChange: (seconds: number | null) => void
}

/** An estimate as people write it; what cannot be read stays in the field, marked. */
export function EstimateField({ seconds, onChange }: Props) {
  const [writing, setWriting] = useState<string>()
  const isUnread = writing !== undefined && estimateOf(writing) === undefined
  return (
    <input
      className="inplace"
      aria-label="Estimate"
      placeholder="None"
      title="Like 6 min, 1 h 30 or 90 s"
      {...(isUnread ? { 'aria-invalid': true } : {})}
      value={writing ?? (seconds === null ? '' : writtenEstimate(seconds))}
      onChange={(event) => {
        setWriting(event.target.value)
        const read = estimateOf(event.target.value)
        if (read !== undefined) onChange(read)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.currentTarget.closest<HTMLElement>('[role=group]')?.focus()
      }}
      onBlur={() => !isUnread && setWriting(undefined)}
    />
  )
}
