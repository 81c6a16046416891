import { Avatar, AvatarNone } from '../../ui/avatar.tsx'
import { Tag } from '../../ui/chip.tsx'
import { durationText, estimateText } from '../../ui/duration.ts'
import { Priority } from '../../ui/priority.tsx'
import { StatusGlyph } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { nameOf } from './names.ts'
import type { RunCase } from './types.ts'

/** A run's cases: what was seen, who has it, how long it took or may take. */
export const runCaseColumns = (people: readonly { id: string; name: string }[]): Column<RunCase>[] => [
  {
    id: 'status',
    head: <span className="vh">Status</span>,
    width: 36,
    align: 'c',
    cell: (row) => <StatusGlyph status={row.status} />,
  },
  { id: 'number', head: 'ID', width: 68, cell: (row) => <span className="num text-text-3">C{row.number}</span> },
  {
    id: 'priority',
    head: <span className="vh">Priority</span>,
    width: 32,
    align: 'c',
    wideOnly: true,
    cell: (row) => row.priority && <Priority level={row.priority} />,
  },
  {
    id: 'title',
    head: 'Title',
    cell: (row) => (
      <>
        {row.title} {row.flaky && <Tag tone="warn">flaky</Tag>} {row.caseDeleted && <Tag tone="line">deleted</Tag>}
      </>
    ),
  },
  {
    id: 'who',
    head: <span className="vh">Assigned to</span>,
    width: 48,
    align: 'c',
    cell: (row) =>
      row.assignedTo ? (
        <Avatar id={row.assignedTo} name={nameOf(people, row.assignedTo) ?? 'Somebody'} />
      ) : (
        <AvatarNone />
      ),
  },
  {
    id: 'at',
    head: 'Executed',
    width: 112,
    wideOnly: true,
    cell: (row) => <span className="text-text-3">{row.executedAt && <Time at={row.executedAt} />}</span>,
  },
  {
    id: 'time',
    head: 'Time',
    width: 100,
    align: 'n',
    wideOnly: true,
    cell: (row) => (
      <span className="text-text-3">
        {row.durationMs !== null
          ? durationText(row.durationMs)
          : row.estimate !== null && row.status === 'NOT_STARTED' && estimateText(row.estimate)}
      </span>
    ),
  },
]
