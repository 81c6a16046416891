import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useMay } from '../../app/access.ts'
import { Bar } from '../../ui/bar.tsx'
import { Button } from '../../ui/button.tsx'
import { Keys } from '../../ui/kbd.tsx'
import { useKeys } from '../../ui/keys.ts'
import { number, rateText } from '../../ui/number.ts'
import { StatusText, statusList } from '../../ui/status.tsx'
import { executeRoute } from './address.ts'
import { useCompleteRun } from './complete-run.ts'
import { barOf, figuresOf } from './counts.ts'
import { consequence } from './run-menu.tsx'
import type { Run } from './types.ts'

/** Nothing is left to execute, for one or for all: what came out, and the end of the run. */
export function ExecuteSummary({ projectId, run, mine }: { projectId: string; run: Run; mine: boolean }) {
  const navigate = executeRoute.useNavigate()
  const leave = () => void navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId: run.id } })
  const complete = useCompleteRun(leave)
  const counts = barOf(run.counts)
  const { total, done, passRate } = figuresOf(counts)
  const active = run.status === 'ACTIVE'
  const may = useMay(projectId)
  const mayClose = active && may('runs', 'write') && may('runs', 'close')
  const mayEnd = mayClose && done === total
  const mayExecute = may('results', 'write')
  const end = () => !complete.isPending && complete.mutate({ runId: run.id, status: 'COMPLETED' })
  useKeys({
    esc: { label: 'To the run', run: leave },
    ...(mayEnd && { enter: { label: 'Complete the run', run: end } }),
  })
  return (
    <main className="grid min-h-dvh content-center justify-items-center bg-surface p-6">
      <title>{`${run.name} · TestPlanIt`}</title>
      <div className="w-full max-w-130">
        <p className="text-text-2">{run.name}</p>
        <h1 className="mb-4 text-28 font-semibold">
          {active && done < total && !mayExecute
            ? 'Executing is not part of your role'
            : titleOf(run, done, total, mine)}
        </h1>
        <Bar counts={counts} height={12} />
        <ul className="my-4 flex flex-wrap gap-x-5 gap-y-1">
          {statusList
            .filter((status) => counts[status] > 0)
            .map((status) => (
              <li key={status} className="flex gap-1.5">
                <StatusText status={status} plain /> <b className="num">{number.format(counts[status])}</b>
              </li>
            ))}
        </ul>
        <p className="mb-6 text-14 text-text-2">
          {passRate !== undefined && `${rateText(passRate)} of what was executed passed. `}
          {mayClose && consequence('COMPLETED', run)}
        </p>
        <div className="flex flex-wrap gap-2">
          {mayEnd && (
            <Button kind="primary" size="big" icon={Check} keys="enter" busy={complete.isPending} onClick={end}>
              Complete the run
            </Button>
          )}
          {counts.FAILED > 0 && (
            <Link
              className="btn big"
              to="/projects/$projectId/runs/$runId"
              params={{ projectId, runId: run.id }}
              search={{ status: ['FAILED'] }}
            >
              Look at what failed
            </Link>
          )}
          {mine && active && done < total && mayExecute && (
            <Link
              className="btn big"
              to="/projects/$projectId/runs/$runId/execute"
              params={{ projectId, runId: run.id }}
              search={{}}
            >
              Help with the rest
            </Link>
          )}
          <Link className="btn big quiet" to="/projects/$projectId/runs/$runId" params={{ projectId, runId: run.id }}>
            To the run <Keys keys="esc" />
          </Link>
        </div>
      </div>
    </main>
  )
}

function titleOf(run: Run, done: number, total: number, mine: boolean): string {
  if (run.status === 'COMPLETED') return 'The run is completed'
  if (run.status === 'CANCELLED') return 'The run is cancelled'
  if (total === 0) return 'The run holds no cases'
  if (done < total && mine) return 'Nothing is left of yours'
  return done === total ? 'Every case has its result' : 'Nothing is left to open'
}
