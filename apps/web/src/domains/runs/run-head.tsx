import { useQuery } from '@tanstack/react-query'
import { Calendar, Flag, Layers } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { Bar } from '../../ui/bar.tsx'
import { Tag } from '../../ui/chip.tsx'
import { CountsFilter } from '../../ui/counts-filter.tsx'
import { number, rateText } from '../../ui/number.ts'
import { textOf } from '../../ui/rich-text.ts'
import { Skeleton } from '../../ui/states.tsx'
import type { Status } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import { runRoute } from './address.ts'
import { barOf, figuresOf, percent } from './counts.ts'
import { nameOf, useConfigurations } from './names.ts'
import type { Run } from './types.ts'

/** How far the run is; its counts are filters. */
export function RunHead({ projectId, run }: { projectId: string; run: Run | undefined }) {
  const { status = [] } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const configurations = useConfigurations(projectId)
  const toggle = (one: Status) => {
    const next = status.includes(one) ? status.filter((other) => other !== one) : [...status, one]
    navigate({ search: (was) => ({ ...was, status: next.length > 0 ? next : undefined }), replace: true })
  }
  if (!run)
    return (
      <header className="h-30 flex-none border-b border-line px-4 py-4 wide:px-6">
        <Skeleton lines={2} />
      </header>
    )
  const counts = barOf(run.counts)
  const { total, done, passRate } = figuresOf(counts)
  const on = run.configurationIds.flatMap((id) => nameOf(configurations, id) ?? [])
  return (
    <header className="flex-none border-b border-line px-4 py-4 wide:px-6">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <p className="flex flex-wrap items-baseline gap-x-2.5 text-14 text-text-2">
          <b className="text-28 text-text">{percent(done, total)}</b>
          <span>
            {number.format(done)} of {number.format(total)} executed
            {passRate !== undefined && (
              <>
                , <b className="font-medium text-text">{rateText(passRate)} passed</b>
              </>
            )}
          </span>
          {run.status !== 'ACTIVE' && <Tag tone="line">{run.status === 'COMPLETED' ? 'Completed' : 'Cancelled'}</Tag>}
        </p>
        <p className="ml-auto flex flex-wrap gap-x-4 text-text-2 max-wide:ml-0">
          {run.milestoneId && <MilestoneFacts milestoneId={run.milestoneId} />}
          {on.length > 0 && (
            <span className="flex items-center gap-1.5">
              <Layers className="i" />
              {on.join(', ')}
            </span>
          )}
          {run.completedAt && (
            <span>
              ended <Time at={run.completedAt} />
            </span>
          )}
        </p>
      </div>
      <Bar counts={counts} height={12} />
      <div className="-mx-2 mt-3">
        <CountsFilter counts={counts} on={status} onToggle={toggle} />
      </div>
      {textOf(run.description) && (
        <p className="mt-3 line-clamp-3 whitespace-pre-wrap text-text-2">{textOf(run.description)}</p>
      )}
    </header>
  )
}

function MilestoneFacts({ milestoneId }: { milestoneId: string }) {
  const { data } = useQuery(trpc.milestones.get.queryOptions({ milestoneId }, { staleTime: 60_000 }))
  if (!data) return null
  return (
    <>
      <span className="flex items-center gap-1.5">
        <Flag className="i" />
        {data.name}
      </span>
      {data.dueDate && (
        <span className="flex items-center gap-1.5">
          <Calendar className="i" />
          <span>
            due <Time at={`${data.dueDate}T12:00:00`} days />
          </span>
        </span>
      )}
    </>
  )
}
