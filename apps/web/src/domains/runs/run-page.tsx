/** One run: how far it is, its cases by folder, and what is done with them. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileQuestion, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMay } from '../../app/access.ts'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AddCasesDialog } from './add-cases-dialog.tsx'
import { runRoute } from './address.ts'
import { foundIn, isDone } from './counts.ts'
import { useRunCase } from './run-case.ts'
import { RunCasePanel } from './run-case-panel.tsx'
import { RunCasesTable } from './run-cases-table.tsx'
import { RunFilters, useRunFilter } from './run-filters.tsx'
import { RunHead } from './run-head.tsx'
import { RunMenu } from './run-menu.tsx'
import { RunSelection } from './run-selection.tsx'
import type { RunCase } from './types.ts'

export default function RunPage() {
  const { projectId, runId } = runRoute.useParams()
  return <RunView key={runId} {...{ projectId, runId }} />
}

function RunView({ projectId, runId }: { projectId: string; runId: string }) {
  const { case: openId } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const run = useQuery(trpc.runs.get.queryOptions({ runId }))
  const filter = useRunFilter()
  const cases = usePages(pagesOf(trpc.runs.listCases, { runId, ...filter }))
  /** Together with its rows: whoever waits for the figure acts on them. */
  const found = run.data && !cases.isBefore ? foundIn(run.data.counts, filter) : undefined
  const opened = useRunCase(runId, openId, cases.rows)
  const open = opened.row
  const [adding, setAdding] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const filtered = JSON.stringify(filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is out of sight is not acted on
  useEffect(() => setSelected(new Set()), [filtered])
  const show = (row: RunCase | undefined) => navigate({ search: (was) => ({ ...was, case: row?.id }), replace: true })
  const active = run.data?.status === 'ACTIVE'
  const done = run.data && isDone(run.data.counts)
  const may = useMay(projectId)
  const mayExecute = active && may('results', 'write')
  const maySelect = mayExecute || (active && may('runs', 'write'))
  const execute = () =>
    navigate({
      to: '/projects/$projectId/runs/$runId/execute',
      params: { projectId, runId },
      search: open ? { case: open.id } : {},
    })
  useKeys(mayExecute ? { e: { label: 'Execute', hint: 'execute', run: execute } } : {})
  if (run.isError) {
    return (
      <Page title="Run">
        {faultOf(run.error).code === 'NOT_FOUND' ? (
          <EmptyState
            icon={FileQuestion}
            title="No such run"
            text="It was deleted, or you may not see it."
            link={
              <Link className="link" to="/projects/$projectId/runs" params={{ projectId }}>
                All runs
              </Link>
            }
          />
        ) : (
          <Fault title="The run did not arrive" of={run} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={run.data?.name ?? 'Run'}
      crumbs={[
        <Link key="runs" to="/projects/$projectId/runs" params={{ projectId }}>
          Runs
        </Link>,
      ]}
      actions={
        run.data && (
          <>
            <RunMenu run={run.data} />
            {mayExecute && (open || !done) && foundIn(run.data.counts, {}) !== 0 && (
              <Button kind={done ? 'plain' : 'primary'} icon={Play} keys="e" onClick={execute}>
                {open ? 'Execute' : 'Execute next'}
              </Button>
            )}
          </>
        )
      }
      fixed
    >
      <section className="relative flex min-w-0 flex-1 flex-col" aria-label="Cases of the run">
        <RunHead projectId={projectId} run={run.data} />
        <RunFilters
          projectId={projectId}
          found={found ?? (cases.loading ? undefined : cases.count)}
          isExact={found !== undefined || cases.isExact}
        />
        {cases.error ? (
          <Fault title="The cases did not arrive" of={cases} />
        ) : (
          <RunCasesTable
            projectId={projectId}
            runId={runId}
            cases={cases}
            isEmpty={run.data !== undefined && foundIn(run.data.counts, {}) === 0}
            onAdd={active && may('runs', 'write') ? () => setAdding(true) : undefined}
            narrowed={(filter.status?.length ?? 0) > 0}
            open={openId}
            onOpen={show}
            selected={selected}
            onSelect={maySelect ? setSelected : undefined}
          />
        )}
        <RunSelection
          {...{ projectId, runId, filter, active }}
          rows={cases.rows}
          total={found ?? cases.count}
          isExact={found !== undefined || cases.isExact}
          selected={selected}
          onSelect={setSelected}
        />
      </section>
      {adding && run.data && <AddCasesDialog run={run.data} onClose={() => setAdding(false)} />}
      {openId && <RunCasePanel {...{ projectId, runId }} id={openId} found={opened} onClose={() => show(undefined)} />}
    </Page>
  )
}
