import type { Case } from '@testplanit/api/domains/cases/schemas'
import { Tag } from '../../ui/chip.tsx'
import { estimateText } from '../../ui/duration.ts'
import { Priority } from '../../ui/priority.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { kinds, numberOf } from './case-words.ts'

const Kind = ({ of }: { of: Case['automationStatus'] }) => {
  const { label, icon: Icon } = kinds[of]
  return (
    <span title={label}>
      <Icon className="i" />
      <span className="vh">{label}</span>
    </span>
  )
}

/** ID and its order are those of creation: numbers only grow. */
const id: Column<Case> = {
  id: 'id',
  head: 'ID',
  width: 76,
  sortKey: 'createdAt',
  cell: (one) => <span className="num text-text-3">{numberOf(one)}</span>,
}
const priority: Column<Case> = {
  id: 'priority',
  head: <span className="vh">Priority</span>,
  width: 32,
  align: 'c',
  cell: (one) => one.priority && <Priority level={one.priority} />,
}
const title: Column<Case> = { id: 'title', head: 'Title', sortKey: 'title', cell: (one) => one.title }
const tags: Column<Case> = {
  id: 'tags',
  head: 'Tags',
  width: 200,
  wideOnly: true,
  cell: (one) => (
    <span className="flex gap-1.5">
      {one.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  ),
}
const kind: Column<Case> = {
  id: 'kind',
  head: <span className="vh">Kind</span>,
  width: 36,
  align: 'c',
  wideOnly: true,
  cell: (one) => <Kind of={one.automationStatus} />,
}
const estimate: Column<Case> = {
  id: 'estimate',
  head: 'Est.',
  width: 96,
  align: 'n',
  wideOnly: true,
  cell: (one) => one.estimate !== null && estimateText(one.estimate),
}
const changed: Column<Case> = {
  id: 'changed',
  head: 'Changed',
  width: 116,
  align: 'n',
  sortKey: 'updatedAt',
  wideOnly: true,
  cell: (one) => <Time at={one.updatedAt} />,
}

export const allColumns = [id, priority, title, tags, kind, estimate, changed]
/** Beside an open panel. */
export const fewColumns = [id, priority, title, kind, estimate]
