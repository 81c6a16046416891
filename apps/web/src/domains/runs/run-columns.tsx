import { Bar } from '../../ui/bar.tsx'
import { StatusText } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { barOf, figuresOf, percent } from './counts.ts'
import { nameOf } from './names.ts'
import type { Run } from './types.ts'

type Named = readonly { id: string; name: string }[]

/** The list of runs: a name, a bar, what needs a look. */
export const runColumns = (milestones: Named, configurations: Named): Column<Run>[] => [
  { id: 'name', head: 'Run', cell: (run) => <span className="font-medium">{run.name}</span> },
  {
    id: 'progress',
    head: 'Progress',
    width: 176,
    wideOnly: true,
    cell: (run) => <Bar counts={barOf(run.counts)} />,
  },
  {
    id: 'done',
    head: 'Done',
    width: 56,
    align: 'n',
    cell: (run) => {
      const { done, total } = figuresOf(barOf(run.counts))
      return percent(done, total)
    },
  },
  {
    id: 'rate',
    head: 'Passed',
    width: 72,
    align: 'n',
    wideOnly: true,
    cell: (run) => {
      const { passRate } = figuresOf(barOf(run.counts))
      return passRate === undefined ? '' : `${passRate.toFixed(1)}%`
    },
  },
  {
    id: 'bad',
    head: 'To look at',
    width: 124,
    wideOnly: true,
    cell: ({ counts }) => (
      <span className="flex gap-3 pl-2 text-12">
        {counts.failed > 0 && <StatusText status="FAILED">{counts.failed}</StatusText>}
        {counts.blocked > 0 && <StatusText status="BLOCKED">{counts.blocked}</StatusText>}
      </span>
    ),
  },
  {
    id: 'cases',
    head: 'Cases',
    width: 72,
    align: 'n',
    wideOnly: true,
    cell: (run) => figuresOf(barOf(run.counts)).total.toLocaleString('en'),
  },
  {
    id: 'milestone',
    head: 'Milestone',
    width: 160,
    wideOnly: true,
    cell: (run) => <span className="text-text-2">{nameOf(milestones, run.milestoneId)}</span>,
  },
  {
    id: 'configuration',
    head: 'Configuration',
    width: 140,
    wideOnly: true,
    cell: (run) => (
      <span className="text-text-2">
        {run.configurationIds.flatMap((id) => nameOf(configurations, id) ?? []).join(', ')}
      </span>
    ),
  },
  {
    id: 'at',
    head: 'Since',
    width: 108,
    align: 'n',
    wideOnly: true,
    cell: (run) => (
      <span className="text-text-3">
        <Time at={run.completedAt ?? run.createdAt} />
      </span>
    ),
  },
]
