/** CountsFilter: counts (of all statuses), on (those filtered by), onToggle(status): figures that are filters. */

import type { Counts } from './bar.tsx'
import { number } from './number.ts'
import { type Status, StatusText, statusList } from './status.tsx'

interface Props {
  counts: Counts
  on: readonly Status[]
  onToggle: (status: Status) => void
}

export function CountsFilter({ counts, on, onToggle }: Props) {
  return (
    <ul className="counts" aria-label="Filter by status">
      {statusList.map((status) => (
        <li key={status}>
          <button type="button" aria-pressed={on.includes(status)} onClick={() => onToggle(status)}>
            <StatusText status={status} plain /> <b>{number.format(counts[status] ?? 0)}</b>
          </button>
        </li>
      ))}
    </ul>
  )
}
