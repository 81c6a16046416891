import { Bar } from '../../ui/bar.tsx'
import { number, rateText } from '../../ui/number.ts'
import { StatusText } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { barOf, figuresOf, percent } from './counts.ts'
import { nameOf } from './names.ts'
import type { Run } from './types.ts'

type Named = readonly { id: string; name: string }[]

/** The list of runs: a name, a bar, what needs a look. `configurations`: undefined where no run has one. */
export const runColumns = (milestones: Named, configurations: Named | undefined): Column<Run>[] => [
  {
    id: 'name',
    head: 'Run',
    cell: (run) => (
      <span className="font-medium" title={run.name}>
        {run.name}
      </span>
    ),
  },
  {
    id: 'progress',
    head: 'Progress',
    width: 128,
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
      return passRate === undefined ? '' : rateText(passRate)
    },
  },
  {
    id: 'bad',
    head: 'To look at',
    width: 96,
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
    width: 60,
    align: 'n',
    wideOnly: true,
    cell: (run) => number.format(figuresOf(barOf(run.counts)).total),
  },
  {
    id: 'milestone',
    head: 'Milestone',
    width: 144,
    wideOnly: true,
    cell: (run) => <span className="text-text-2">{nameOf(milestones, run.milestoneId)}</span>,
  },
  ...(configurations ? [configuration(configurations)] : []),
  {
    id: 'at',
    head: 'Since',
    width: 100,
    align: 'n',
    wideOnly: true,
    cell: (run) => (
      <span className="text-text-3">
        <Time at={run.completedAt ?? run.createdAt} />
      </span>
    ),
  },
]

const configuration = (configurations: Named): Column<Run> => ({
  id: 'configuration',
  head: 'Configuration',
  width: 124,
  wideOnly: true,
  cell: (run) => (
    <span className="text-text-2">
      {run.configurationIds.flatMap((id) => nameOf(configurations, id) ?? []).join(', ')}
    </span>
  ),
})
