/** Executing a run by keyboard: the next untested case opens by itself. Its keys: see `execute-screen.tsx`. */

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useMay } from '../../app/access.ts'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { useFind } from '../../app/find.tsx'
import { part } from '../../app/loaded.tsx'
import { useMe } from '../../app/session.ts'
import { Skeleton } from '../../ui/states.tsx'
import { executeRoute } from './address.ts'
import { ExecuteQueue } from './execute-queue.tsx'
import { ExecuteScreen } from './execute-screen.tsx'
import { ExecuteSummary } from './execute-summary.tsx'
import { endTelling } from './give-results.ts'
import { isOpen, useQueue } from './queue.ts'
import { useRunCase } from './run-case.ts'

const Find = part(() => import('../search/find.tsx'))

export default function ExecutePage() {
  const { projectId, runId } = executeRoute.useParams()
  const { case: wanted, mine } = executeRoute.useSearch()
  const navigate = executeRoute.useNavigate()
  const me = useMe()
  const may = useMay(projectId)
  const run = useQuery(trpc.runs.get.queryOptions({ runId }))
  const queue = useQueue(runId, mine ? me.id : undefined)
  const first = queue.rows.find(isOpen)?.id
  const { palette } = useFind(Find)
  const { row, missing } = useRunCase(runId, wanted, queue.rows)
  useEffect(() => {
    if (first && (!wanted || missing)) navigate({ search: (was) => ({ ...was, case: first }), replace: true })
  }, [first, wanted, missing, navigate])
  const { isReading, more } = queue
  useEffect(() => {
    if (!first && !isReading) more()
  }, [first, isReading, more])

  useEffect(() => endTelling, [])

  const error = run.error ?? queue.error
  if (error) {
    return (
      <main className="grid h-full place-content-center bg-surface">
        <title>Execute · TestPlanIt</title>
        <Fault title="The run did not arrive" of={{ error, refetch: run.isError ? run.refetch : queue.refetch }} />
      </main>
    )
  }
  const knowsRole = may('runs', 'read')
  if (!run.data || !knowsRole || queue.loading || (wanted ? !row && !missing : first))
    return (
      <main className="h-full bg-surface p-8">
        <title>Execute · TestPlanIt</title>
        <Skeleton lines={6} />
      </main>
    )
  if (!row || run.data.status !== 'ACTIVE' || !may('results', 'write'))
    return (
      <>
        <ExecuteSummary projectId={projectId} run={run.data} mine={mine ?? false} />
        {palette}
      </>
    )
  return (
    <div className="flex min-h-dvh flex-col bg-surface max-wide:pb-19 wide:grid wide:h-dvh wide:grid-cols-[256px_minmax(0,1fr)] wide:grid-rows-[52px_minmax(0,1fr)_auto_64px] full:grid-cols-[288px_minmax(0,1fr)_300px] full:grid-rows-[52px_minmax(0,1fr)_64px]">
      <ExecuteScreen key={row.id} {...{ projectId, row, queue }} run={run.data} />
      <ExecuteQueue {...{ projectId, queue }} run={run.data} mine={mine ?? false} current={row.id} />
      {palette}
    </div>
  )
}
