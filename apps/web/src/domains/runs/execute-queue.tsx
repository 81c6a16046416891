import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { queryClient, trpc } from '../../app/api.ts'
import { cx } from '../../ui/cx.ts'
import { durationText, estimateText } from '../../ui/duration.ts'
import { number } from '../../ui/number.ts'
import { StatusGlyph } from '../../ui/status.tsx'
import { isOpen, type useQueue } from './queue.ts'
import type { Run, RunCase } from './types.ts'

interface Props {
  projectId: string
  run: Run
  queue: ReturnType<typeof useQueue>
  mine: boolean
  current: string
}

/** What is next; what was done in this sitting stays above. */
export function ExecuteQueue({ projectId, run, queue, mine, current }: Props) {
  const runId = run.id
  const { rows, hasMore, more } = queue
  const scroller = useRef<HTMLDivElement>(null)
  const at = rows.findIndex((row) => row.id === current)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialOffset: Math.max(at - 2, 0) * 64,
  })
  useEffect(() => {
    const [top] = virtual.getOffsetForIndex(Math.max(at - 2, 0), 'start') ?? []
    if (at >= 0 && top !== undefined) scroller.current?.scrollTo({ top })
  }, [at, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - 20) more()
  }, [last, rows.length, more])
  const left = rows.filter(isOpen)
  const known = left.filter((row) => row.estimate !== null)
  const estimate = known.reduce((sum, row) => sum + (row.estimate ?? 0), 0)
  return (
    <aside
      aria-label="Next up"
      className="flex min-h-0 flex-col pt-5 max-wide:order-3 max-wide:border-t max-wide:border-line wide:col-start-1 wide:row-start-2 wide:row-end-[-2] wide:border-r wide:border-line"
    >
      <div className="sec-h px-5">
        <h2>Next up</h2>
        <Link
          className="ml-auto"
          to="/projects/$projectId/runs/$runId/execute"
          params={{ projectId, runId }}
          search={{ mine: !mine, case: current }}
        >
          {mine ? 'mine, show all' : 'all, show mine'}
        </Link>
      </div>
      <div className="queue min-h-0 flex-1 overflow-auto px-2 max-wide:max-h-[60dvh]" ref={scroller}>
        <ol className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <li
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                className={cx('absolute inset-x-0 top-0', !isOpen(row) && 'done')}
                style={{ transform: `translateY(${start}px)` }}
              >
                <QueueLink {...{ projectId, runId, row, mine }} current={row.id === current} />
              </li>
            )
          })}
        </ol>
      </div>
      <p className="num flex-none border-t border-line px-5 py-3 text-12 text-text-3">
        {number.format(mine ? left.length : run.counts.notStarted + run.counts.inProgress)}
        {mine && hasMore ? ' or more' : ''} left{mine ? ' of mine' : ''}
        {estimate > 0 && !hasMore && `, about ${estimateText(estimate)}`}
      </p>
    </aside>
  )
}

interface LinkProps {
  projectId: string
  runId: string
  row: RunCase
  mine: boolean
  current: boolean
}

function QueueLink({ projectId, runId, row, mine, current }: LinkProps) {
  return (
    <Link
      to="/projects/$projectId/runs/$runId/execute"
      params={{ projectId, runId }}
      search={{ case: row.id, ...(mine ? { mine } : {}) }}
      resetScroll={false}
      activeProps={{ 'aria-current': undefined }}
      aria-current={current ? 'step' : undefined}
      onMouseEnter={() => queryClient.prefetchQuery(trpc.cases.get.queryOptions({ caseId: row.repositoryCaseId }))}
    >
      <StatusGlyph status={current && isOpen(row) ? 'IN_PROGRESS' : row.status} />
      <span className="min-w-0 flex-1">
        <b className="wrap-anywhere">{row.title}</b>
        <small>
          <span>C{row.number}</span>
          <span>
            {row.durationMs !== null && !isOpen(row)
              ? durationText(row.durationMs)
              : row.estimate !== null && estimateText(row.estimate)}
          </span>
        </small>
      </span>
    </Link>
  )
}
