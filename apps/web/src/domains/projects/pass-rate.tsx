import { ChartColumn, List } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { type DayCounts, StackedBars } from '../../ui/stacked-bars.tsx'
import { StatusText } from '../../ui/status.tsx'

interface Props {
  days: readonly DayCounts[]
  table: boolean
  onTable: (on: boolean) => void
}

/** The chart, or the table behind it. */
export function PassRate({ days, table, onTable }: Props) {
  return (
    <div id="by-day" className="scroll-mt-4">
      <Section
        title="Pass rate by day"
        text="all results, per cent passed, UTC"
        aside={
          <span className="flex items-center gap-3">
            <span className="legend">
              <StatusText status="PASSED" plain />
              <StatusText status="BLOCKED" plain />
              <StatusText status="FAILED" plain />
            </span>
            <IconButton
              small
              label={table ? 'Show the chart' : 'Show the table'}
              icon={table ? ChartColumn : List}
              onClick={() => onTable(!table)}
            />
          </span>
        }
      >
        <StackedBars label="Results by day" days={days} table={table} />
      </Section>
    </div>
  )
}
