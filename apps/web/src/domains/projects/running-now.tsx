import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ListedRun } from '@testplanit/api/domains/runs/schemas'
import type * as z from 'zod/mini'
import { trpc } from '../../app/api.ts'
import { Bar } from '../../ui/bar.tsx'
import { number } from '../../ui/number.ts'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { StatusText } from '../../ui/status.tsx'
import { barOf, figuresOf, percent } from '../runs/counts.ts'

export type Run = z.infer<typeof ListedRun>

interface Props {
  projectId: string
  runs: readonly Run[]
  total: number
  loading: boolean
}

export function RunningNow({ projectId, runs, total, loading }: Props) {
  return (
    <Section
      title="Running now"
      aside={
        total > runs.length && (
          <Link to="/projects/$projectId/runs" params={{ projectId }} search={{ status: 'ACTIVE' }}>
            All {number.format(total)}
          </Link>
        )
      }
    >
      {loading && <Skeleton lines={3} />}
      {!loading && runs.length === 0 && <p className="border-y border-line py-2 text-text-2">No run is under way.</p>}
      <ul className="border-t border-line empty:hidden">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
    </Section>
  )
}

function RunLine({ run }: { run: Run }) {
  const queries = useQueryClient()
  const { counts } = run
  const { done, total: all } = figuresOf(barOf(counts))
  return (
    <li className="border-b border-line">
      <Link
        to="/projects/$projectId/runs/$runId"
        params={{ projectId: run.projectId, runId: run.id }}
        className="block py-3 hover:bg-hover wide:py-1.5"
        onMouseEnter={() => void queries.prefetchQuery(trpc.runs.get.queryOptions({ runId: run.id }))}
      >
        <span className="mb-1.5 flex gap-2 font-medium">
          <span className="cut flex-1">{run.name}</span>
          <span className="num">{percent(done, all)}</span>
        </span>
        <Bar counts={barOf(counts)} />
        <span className="num mt-1.5 flex gap-3 text-12 text-text-3">
          {counts.failed > 0 && <StatusText status="FAILED">{number.format(counts.failed)}</StatusText>}
          {counts.blocked > 0 && <StatusText status="BLOCKED">{number.format(counts.blocked)}</StatusText>}
          <span>
            {number.format(done)} of {number.format(all)}
          </span>
        </span>
      </Link>
    </li>
  )
}
