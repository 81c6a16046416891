import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useMay } from '../../app/access.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { useCompleteRun } from '../runs/complete-run.ts'
import type { Run } from './running-now.tsx'

const ROWS = 5

/** Active runs in which nothing is left to execute: whoever may close runs completes them here. */
export function AllExecuted({ projectId, runs }: { projectId: string; runs: readonly Run[] }) {
  const may = useMay(projectId)
  const complete = useCompleteRun()
  if (runs.length === 0) return null
  const mayClose = may('runs', 'write') && may('runs', 'close')
  return (
    <Section title="Every case has its result" aside={runs.length > ROWS && runs.length}>
      <ul className="border-t border-line">
        {runs.slice(0, ROWS).map(({ id, name }) => (
          <li key={id} className="flex items-center gap-2 border-b border-line py-1">
            <Link
              to="/projects/$projectId/runs/$runId"
              params={{ projectId, runId: id }}
              className="cut flex-1 hover:underline"
            >
              {name}
            </Link>
            {mayClose && (
              <Button
                size="small"
                icon={Check}
                aria-label={`Complete ${name}`}
                busy={complete.isPending && complete.variables.runId === id}
                onClick={() => complete.mutate({ runId: id, status: 'COMPLETED' })}
              >
                Complete
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
