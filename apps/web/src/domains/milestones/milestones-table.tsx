import { Check, Flag } from 'lucide-react'
import type { ReactNode } from 'react'
import { Tag } from '../../ui/chip.tsx'
import { Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { daysLate, lateText } from './late.ts'
import type { Line } from './tree.ts'

interface Props {
  lines: readonly Line[]
  loading: boolean
  open: string | undefined
  onOpen: (id: string) => void
  empty: ReactNode
}

export function MilestonesTable({ lines, loading, open, onOpen, empty }: Props) {
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <Table
        label="Milestones"
        count={lines.length}
        rowAt={(index) => lines[index]}
        rowId={({ milestone }) => milestone.id}
        loading={loading}
        open={open}
        onOpen={({ milestone }) => onOpen(milestone.id)}
        empty={empty}
        columns={[
          {
            id: 'name',
            head: 'Name',
            cell: ({ milestone, depth }) => (
              <span className="flex min-w-0 items-center gap-2" style={{ paddingLeft: depth * 20 }}>
                {milestone.completedAt ? <Check className="i" /> : <Flag className="i" />}
                <span className={milestone.completedAt ? 'cut text-text-3' : 'cut'}>{milestone.name}</span>
              </span>
            ),
          },
          { id: 'state', head: 'State', width: 112, cell: ({ milestone }) => <State {...milestone} /> },
          {
            id: 'start',
            head: 'Begins',
            width: 124,
            align: 'n',
            wideOnly: true,
            cell: ({ milestone }) => milestone.startDate && <Time at={`${milestone.startDate}T12:00:00`} days />,
          },
          {
            id: 'due',
            head: 'Due',
            width: 96,
            align: 'n',
            cell: ({ milestone }) => milestone.dueDate && <Time at={`${milestone.dueDate}T12:00:00`} days />,
          },
        ]}
      />
    </div>
  )
}

function State(milestone: { dueDate: string | null; startDate: string | null; completedAt: string | null }) {
  const late = daysLate(milestone)
  if (milestone.completedAt) return <Tag tone="good">Completed</Tag>
  if (late > 0) return <Tag tone="bad">{lateText(late)}</Tag>
  const isAhead = milestone.startDate && milestone.startDate > new Date().toISOString().slice(0, 10)
  return <Tag>{isAhead ? 'Ahead' : 'Open'}</Tag>
}
