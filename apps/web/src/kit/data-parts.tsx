import { List } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { Priority } from '../ui/priority.tsx'
import { PropertyList } from '../ui/property-list.tsx'
import { StackedBars } from '../ui/stacked-bars.tsx'
import { type Status, StatusGlyph, StatusText } from '../ui/status.tsx'
import { StepsTable } from '../ui/steps-table.tsx'
import { Table } from '../ui/table.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { toast } from '../ui/toast.tsx'
import { Tree, type TreeNode } from '../ui/tree.tsx'
import { Part } from './part.tsx'

/** The parts that show data: rows, tree, properties, steps, chart. */
export function DataParts() {
  return (
    <>
      <Part title="Rows: rest, selected, open, loading">
        <Rows />
      </Part>
      <Part title="Tabs and tree">
        <TabsAndTree />
      </Part>
      <Part title="Properties and steps">
        <PropertyList
          items={[
            ['Priority', <Priority key="p" level="CRITICAL" named />],
            ['State', 'Approved'],
            ['Estimate', '6 min'],
            ['Owner', 'Hanna Lindqvist'],
          ]}
        />
        <StepsTable
          steps={[
            { id: '1', action: 'Open the cart and choose Checkout', expected: 'The payment page shows 120.00 €' },
            {
              id: '2',
              action: 'Wait for the confirmation',
              expected: 'Order number and e-mail address show;\nthe cart is empty',
            },
          ]}
        />
      </Part>
      <div className="full:col-span-2">
        <Part title="Chart">
          <Chart />
        </Part>
      </div>
      <Part title="Facts">
        <PropertyList
          ruled
          items={[
            ['Forecast', 'Thu 26 Nov'],
            ['Work left', '6 h 25 min'],
          ]}
        />
      </Part>
    </>
  )
}

const rows: readonly (readonly [string, Status] | undefined)[] = [
  ['Declined card keeps the cart', 'PASSED'],
  ['Selected', 'SKIPPED'],
  ['Open in the panel', 'FAILED'],
  undefined,
  undefined,
]

function Rows() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['Selected']))
  return (
    <Table
      label="Five cases"
      keyboard={false}
      count={rows.length}
      rowAt={(index) => rows[index]}
      rowId={([title]) => title}
      columns={[
        {
          id: 'status',
          head: <span className="vh">Status</span>,
          width: 36,
          align: 'c',
          cell: ([, status]) => <StatusGlyph status={status} />,
        },
        { id: 'title', head: 'Title', sortKey: 'title', cell: ([title]) => title },
      ]}
      open="Open in the panel"
      onOpen={([title]) => toast({ text: title })}
      sort={{ key: 'title', dir: 'asc' }}
      onSort={() => {}}
      selected={selected}
      onSelect={setSelected}
    />
  )
}

const folders: TreeNode[] = [
  {
    id: 'checkout',
    label: 'Checkout',
    count: 1212,
    children: [
      { id: 'payment', label: 'Payment', count: 67, children: [{ id: 'wallets', label: 'Wallets', count: 18 }] },
      { id: 'cart', label: 'Cart', count: 48 },
    ],
  },
]

function TabsAndTree() {
  const [tab, setTab] = useState('steps')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['checkout']))
  const [current, setCurrent] = useState('payment')
  const toggle = (id: string) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }
  return (
    <>
      <Tabs
        label="Parts of the case"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'steps', label: 'Steps', count: 6 },
          { id: 'results', label: 'Results', count: 48 },
          { id: 'links', label: 'Links', count: 2 },
        ]}
      />
      <div className="mt-2 flex h-40 flex-col">
        <Tree
          label="Folders"
          nodes={folders}
          open={open}
          onToggle={toggle}
          current={current}
          onSelect={setCurrent}
          onDrop={() => {}}
        />
      </div>
    </>
  )
}

const days = [806, 842, 871, 613, 614, 861, 872, 748, 932, 951, 614, 615, 960, 740].map((passed, index) => ({
  day: `2025-11-${11 + index}`,
  passed,
  blocked: index === 7 ? 60 : 5 + (index % 4),
  failed: index === 7 ? 170 : 8 + ((index * 5) % 17),
}))

function Chart() {
  const [table, setTable] = useState(false)
  return (
    <Section
      title="Pass rate by day"
      text="per cent passed, UTC"
      aside={
        <span className="flex items-center gap-3">
          <span className="legend">
            {(['PASSED', 'BLOCKED', 'FAILED'] as const).map((status) => (
              <StatusText key={status} status={status} plain />
            ))}
          </span>
          <IconButton label="Show as a table" icon={List} small onClick={() => setTable(!table)} />
        </span>
      }
    >
      <StackedBars label="Results by day" days={days} table={table} onDay={(day) => toast({ text: day })} />
    </Section>
  )
}
