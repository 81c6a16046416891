/** A project at a glance: what is running, how it goes, what fails, what is late, what is mine. Each figure leads to its rows. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Calendar, Ellipsis, Pencil, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/access.ts'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { isDone } from '../runs/counts.ts'
import { AllExecuted } from './all-executed.tsx'
import { DeleteProject } from './delete-project.tsx'
import { EditProject } from './edit-project.tsx'
import { FailsMost } from './fails-most.tsx'
import { FiguresStrip } from './figures-strip.tsx'
import { Headline } from './headline.tsx'
import { Late } from './late.tsx'
import { MyWork } from './my-work.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { PassRate } from './pass-rate.tsx'
import { DEFAULT_SPAN, figuresOf, spans, useReport } from './report.ts'
import { RunningNow } from './running-now.tsx'

const from = '/inside/projects/$projectId/'

export default function OverviewPage() {
  const { projectId } = useParams({ from })
  const { days = DEFAULT_SPAN, table = false } = useSearch({ from })
  const span = spans.includes(days) ? days : DEFAULT_SPAN
  const navigate = useNavigate({ from: '/projects/$projectId' })
  const may = useMay(projectId)
  const [dialog, setDialog] = useState<'edit' | 'delete'>()
  const close = () => setDialog(undefined)
  const project = useQuery(trpc.projects.get.queryOptions({ projectId }))
  const running = useQuery(trpc.runs.list.queryOptions({ projectId, status: 'ACTIVE', limit: 250 }))
  const report = useReport(projectId, span)
  const { query } = report
  const figures = query.data && figuresOf(query.data, report.days)
  const showTable = (on: boolean) =>
    void navigate({ search: (old) => ({ ...old, table: on || undefined }), replace: true })
  const goToRuns = () => void navigate({ to: '/projects/$projectId/runs', params: { projectId } })
  useKeys(may('runs', 'write') ? { r: { label: 'To the runs', hint: 'runs', run: goToRuns } } : {})
  const active = running.data?.data ?? []
  const underWay = active.filter((run) => !isDone(run.counts))
  const runs = underWay.slice(0, 5)
  const isNew = query.data?.summary.executed === 0 && running.data?.pagination.total === 0 && span === DEFAULT_SPAN
  return (
    <Page
      title="Overview"
      crumbs={
        project.data
          ? [
              <Link key="p" to="/projects/$projectId" params={{ projectId }}>
                {project.data.name}
              </Link>,
            ]
          : []
      }
      actions={
        <>
          <Menu
            trigger={
              <Button kind="quiet" icon={Calendar}>
                Last {span} days
              </Button>
            }
            items={spans.map((days) => ({
              label: `Last ${days} days`,
              checked: days === span,
              onSelect: () => void navigate({ search: (old) => ({ ...old, days }) }),
            }))}
          />
          {(may('settings', 'write') || may('settings', 'delete')) && (
            <Menu
              trigger={<IconButton label="More of this project" icon={Ellipsis} />}
              items={[
                ...(may('settings', 'write')
                  ? [{ label: 'Name and description', icon: Pencil, onSelect: () => setDialog('edit') }]
                  : []),
                ...(may('settings', 'delete')
                  ? [{ label: 'Delete the project', icon: Trash2, danger: true, onSelect: () => setDialog('delete') }]
                  : []),
              ]}
            />
          )}
          {may('runs', 'write') && (
            <Button kind="primary" className="wide-only" icon={Play} keys="r" onClick={goToRuns}>
              To the runs
            </Button>
          )}
        </>
      }
    >
      {query.isError && !query.data ? (
        <Fault title="The figures did not arrive" of={query} />
      ) : isNew && project.data ? (
        <NothingYet project={project.data} />
      ) : (
        <div className="grid min-h-full content-start full:grid-cols-[minmax(0,1fr)_392px] full:grid-rows-[auto_1fr]">
          <div className="grid content-start gap-5 p-4 wide:p-6">
            {query.data && figures && running.data ? (
              <>
                <Headline report={query.data} figures={figures} running={underWay.length} span={span} />
                <FiguresStrip projectId={projectId} report={query.data} figures={figures} span={span} />
              </>
            ) : (
              <Skeleton lines={4} />
            )}
          </div>
          <div className="grid content-start gap-5 border-line px-4 pb-4 full:col-start-2 full:row-span-2 full:row-start-1 full:border-l full:p-5">
            <RunningNow projectId={projectId} runs={runs} total={underWay.length} loading={running.isPending} />
            <AllExecuted projectId={projectId} runs={active.filter((run) => isDone(run.counts))} />
            <Late projectId={projectId} runs={running.data?.pagination.nextCursor ? undefined : running.data?.data} />
            {may('results', 'write') && <MyWork projectId={projectId} runs={runs} />}
          </div>
          <div className="grid content-start gap-6 px-4 pb-6 wide:px-6">
            {query.data && figures ? (
              <>
                <PassRate days={figures.shown} table={table} onTable={showTable} />
                <FailsMost projectId={projectId} failures={query.data.topFailures} />
              </>
            ) : (
              <Skeleton lines={8} />
            )}
          </div>
        </div>
      )}
      {dialog === 'edit' && project.data && <EditProject project={project.data} onClose={close} />}
      {dialog === 'delete' && project.data && <DeleteProject project={project.data} onClose={close} />}
    </Page>
  )
}
