/** A project's runs: what is going on, and what was completed. */
import { Link } from '@tanstack/react-router'
import { CirclePlay, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/access.ts'
import { queryClient, trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useLate } from '../../ui/late.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { runsRoute } from './address.ts'
import { CreateRunDialog } from './create-run-dialog.tsx'
import { nameOf, useConfigurations, useMilestones } from './names.ts'
import { runColumns } from './run-columns.tsx'
import type { Run } from './types.ts'

type Filter = { status: Run['status']; milestoneId?: string; search?: string }
const tabs = [
  { id: 'ACTIVE', label: 'Active' },
  { id: 'COMPLETED', label: 'Completed' },
  { id: 'CANCELLED', label: 'Cancelled' },
] as const

export default function RunsPage() {
  const { projectId } = runsRoute.useParams()
  const { q = '', status = 'ACTIVE', milestone } = runsRoute.useSearch()
  const navigate = runsRoute.useNavigate()
  const [creating, setCreating] = useState(false)
  const milestones = useMilestones(projectId)
  const configurations = useConfigurations(projectId)
  const late = useLate(q)
  const filter: Filter = {
    status,
    ...(milestone ? { milestoneId: milestone } : {}),
    ...(late.trim() ? { search: late.trim() } : {}),
  }
  const list = usePages(pagesOf(trpc.runs.list, { projectId, ...filter }))
  const { rows } = list
  const create = useMay(projectId)('runs', 'write') ? () => setCreating(true) : undefined
  useKeys(create ? { c: { label: 'New run', hint: 'new run', run: create } } : {})
  const open = (run: Run) => navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId: run.id } })
  const filtered = late !== '' || milestone !== undefined
  return (
    <Page
      title="Runs"
      actions={
        create && (
          <Button kind="primary" icon={Plus} keys="c" onClick={create}>
            New run
          </Button>
        )
      }
      fixed
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 wide:px-6">
          <Tabs
            label="Which runs"
            tabs={tabs}
            value={status}
            onChange={(id) => navigate({ search: (was) => ({ ...was, status: id as Run['status'] }), replace: true })}
          />
          {milestone && (
            <Chip
              field="Milestone"
              value={nameOf(milestones, milestone) ?? 'one that is gone'}
              onRemove={() => navigate({ search: (was) => ({ ...was, milestone: undefined }) })}
            />
          )}
          <span className="flex min-w-0 flex-1 justify-end gap-2 max-wide:basis-full max-wide:*:min-w-0 max-wide:*:flex-1">
            {!milestone && milestones.length > 0 && (
              <span className="w-40">
                <Select
                  size="small"
                  aria-label="Milestone"
                  value=""
                  onChange={(event) => navigate({ search: (was) => ({ ...was, milestone: event.target.value }) })}
                >
                  <option value="">Any milestone</option>
                  {milestones.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </span>
            )}
            <span className="w-52">
              <Input
                size="small"
                icon={Search}
                placeholder="Filter by typing"
                aria-label="Filter by name"
                value={q}
                onChange={(event) =>
                  navigate({ search: (was) => ({ ...was, q: event.target.value || undefined }), replace: true })
                }
              />
            </span>
          </span>
        </div>
        {list.error ? (
          <Fault title="The runs did not arrive" of={list} />
        ) : (
          <Table
            label="Runs"
            count={list.count}
            rowAt={(index) => rows[index]}
            rowId={(run) => run.id}
            columns={runColumns(
              milestones,
              rows.some((run) => run.configurationIds.length > 0) ? configurations : undefined,
            )}
            onOpen={open}
            onHover={(run) => {
              queryClient.prefetchQuery(trpc.runs.get.queryOptions({ runId: run.id }))
              queryClient.prefetchInfiniteQuery(pagesOf(trpc.runs.listCases, { runId: run.id }))
            }}
            onRange={list.onRange}
            loading={list.loading}
            empty={filtered ? <NoHits projectId={projectId} /> : <NoRuns status={status} onCreate={create} />}
          />
        )}
      </div>
      {creating && <CreateRunDialog projectId={projectId} onClose={() => setCreating(false)} />}
    </Page>
  )
}

const NoHits = ({ projectId }: { projectId: string }) => (
  <EmptyState
    title="No run of that name"
    text="Nothing here matches the filter."
    link={
      <Link className="link" to="/projects/$projectId/runs" params={{ projectId }}>
        Clear the filter
      </Link>
    }
  />
)

function NoRuns({ status, onCreate }: { status: Run['status']; onCreate: (() => void) | undefined }) {
  if (status !== 'ACTIVE')
    return (
      <EmptyState
        title={`No run is ${status.toLowerCase()} yet`}
        text="Runs that come to an end are kept here, with every result."
      />
    )
  return (
    <EmptyState
      icon={CirclePlay}
      title="A run is a list of cases to execute, once"
      text="Choose cases by folder, tag or word, hand them out, and give each its result. What CI reports lands in runs too: drop a JUnit file under Imports."
      action={
        onCreate && (
          <Button kind="primary" icon={Plus} onClick={onCreate}>
            New run
          </Button>
        )
      }
    />
  )
}
