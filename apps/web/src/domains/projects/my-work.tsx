import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { Section } from '../../ui/page.tsx'
import type { Run } from './running-now.tsx'

/** What is assigned to the reader in the runs that are under way, and still to do. */
export function MyWork({ projectId, runs }: { projectId: string; runs: readonly Run[] }) {
  const me = useMe()
  const mine = useQueries({
    queries: runs.map((run) =>
      trpc.runs.listCases.queryOptions({
        runId: run.id,
        assignedTo: me.id,
        status: ['NOT_STARTED', 'IN_PROGRESS'],
        limit: 1,
      }),
    ),
  })
  const work = runs
    .map((run, index) => ({ run, left: mine[index]?.data?.pagination.total ?? 0 }))
    .filter(({ left }) => left > 0)
  const all = work.reduce((sum, { left }) => sum + left, 0)
  return (
    <Section title="My work" aside={all > 0 && `${all} ${all === 1 ? 'case' : 'cases'}`}>
      {work.length === 0 && mine.every((one) => one.isSuccess) && (
        <p className="border-y border-line py-2 text-text-2">Nothing waits for you in the runs above.</p>
      )}
      <ul className="border-t border-line empty:hidden">
        {work.map(({ run, left }) => (
          <li key={run.id} className="border-b border-line">
            <Link
              to="/projects/$projectId/runs/$runId/execute"
              params={{ projectId, runId: run.id }}
              search={{ mine: true }}
              className="flex h-11 items-center gap-2 hover:bg-hover wide:h-7"
            >
              <Play className="i" />
              <span className="cut flex-1">{run.name}</span>
              <span className="num text-text-3">
                {left} {left === 1 ? 'case' : 'cases'}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
