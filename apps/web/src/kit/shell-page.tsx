/** The frame with a tree, 100,000 rows, a panel and the bulk bar: how a working page is put together. */
import { Bug, FileText, FolderInput, House, Link as LinkIcon, Play, Plus, Search, Trash2 } from 'lucide-react'
import { lazy, useState } from 'react'
import { navLink, Shell } from '../app/shell.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Bar } from '../ui/bar.tsx'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Chip, Tag } from '../ui/chip.tsx'
import { Input } from '../ui/field.tsx'
import { useKeys } from '../ui/keys.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Priority } from '../ui/priority.tsx'
import { PropertyList } from '../ui/property-list.tsx'
import { JobLine } from '../ui/side.tsx'
import { StatusGlyph, statusList } from '../ui/status.tsx'
import { StepsTable } from '../ui/steps-table.tsx'
import { type Sort, Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { Tree } from '../ui/tree.tsx'

const Palette = lazy(() => import('../ui/palette.tsx'))
const Find = ({ onClose }: { onClose: () => void }) => {
  const [query, setQuery] = useState('')
  return <Palette query={query} onQuery={setQuery} groups={[]} onClose={onClose} />
}

const titles = [
  'Card payment with a 3-D Secure challenge',
  'Apple Pay sheet shows the final total',
  'Invoice limit of 500 € counts open orders',
]
const people = ['Hanna Lindqvist', 'Priya Raman', 'Tomás Alvarez', 'Jonas Weber', 'Dai Sato']
const levels = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const
const pick = <T,>(list: readonly T[], index: number) => list[index % list.length] as T
const caseAt = (index: number) => ({
  id: `C${1042 + index}`,
  title: `${pick(titles, index)}`,
  status: pick(statusList, index * 7),
  level: pick(levels, index * 3),
  person: pick(people, index),
})
type Case = ReturnType<typeof caseAt>
const count = 100_000
const folders = Array.from({ length: 400 }, (_, index) => ({
  id: `f${index}`,
  label: `Folder ${index + 1}`,
  count: index * 37,
  children: [{ id: `f${index}.1`, label: 'Payment', count: 12 }],
}))

export default function ShellPage() {
  const [open, setOpen] = useState<Case>()
  const [folder, setFolder] = useState('f1')
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set(['f1']))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [sort, setSort] = useState<Sort>({ key: 'id', dir: 'asc' })
  const [grouped, setGrouped] = useState(true)
  const rail = location.search.includes('rail')
  useKeys({
    'g f': { label: 'Go to the first folder', hint: 'first folder', run: () => setFolder('f0') },
    c: { label: 'New case', hint: 'new case', run: () => toast({ text: 'A new case' }) },
  })
  const toggle = (id: string) =>
    setUnfolded(new Set(unfolded.has(id) ? [...unfolded].filter((one) => one !== id) : [...unfolded, id]))
  return (
    <Shell
      title="Storefront"
      text="Larkfield Goods"
      rail={rail}
      places={[{ label: 'Storefront', checked: true, onSelect: () => {} }]}
      person={{ id: 'm', name: 'Mira Okafor' }}
      personItems={[{ label: 'Profile', onSelect: () => {} }]}
      Find={Find}
      job={<JobLine text="Importing pr-5127" value={62} link={navLink({ to: '/' })} />}
      nav={[
        { label: 'Overview', icon: House, link: navLink({ to: '/kit' }, true) },
        { label: 'Cases', icon: FileText, count: '1,284', link: navLink({ to: '/kit/shell' }) },
        { label: 'Runs', icon: Play, count: 5, link: navLink({ to: '/' }, true) },
        { label: 'Issues', icon: Bug, count: '2 failed', bad: true, link: navLink({ to: '/' }, true) },
      ]}
    >
      <Page
        title="Payment"
        aside={67}
        crumbs={[
          <a key="p" href="/kit">
            Storefront
          </a>,
          <a key="c" href="/kit">
            Checkout
          </a>,
        ]}
        actions={
          <Button kind="primary" icon={Plus} keys="c">
            New case
          </Button>
        }
        fixed
      >
        <div className="hidden w-61 flex-none flex-col border-r border-line p-2 full:flex">
          <Tree
            label="Folders"
            nodes={folders}
            open={unfolded}
            onToggle={toggle}
            current={folder}
            onSelect={setFolder}
          />
        </div>
        <div className="relative flex min-w-0 flex-1 flex-col">
          <div className="flex h-11 flex-none items-center gap-1.5 border-b border-line px-3">
            <Chip field="State" value="Approved" onRemove={() => {}} />
            <span className="ml-auto w-44">
              <Input size="small" icon={Search} placeholder="Filter by typing" aria-label="Filter by typing" />
            </span>
            <span className="hidden text-12 wide:inline text-text-3">61 of 67 cases</span>
          </div>
          <Table
            label="Cases"
            count={count}
            rowAt={(index) => (index % 50 === 13 ? undefined : caseAt(index))}
            groupAt={(index) =>
              (index % 40 === 0 && {
                id: `${index}`,
                open: grouped,
                onToggle: () => setGrouped(!grouped),
                label: (
                  <>
                    <b>Checkout / Cart</b> <Bar height={4} counts={{ PASSED: 45, FAILED: 1, NOT_STARTED: 2 }} />
                    <span className="text-12 text-text-3">46 of 48</span>
                  </>
                ),
              }) ||
              undefined
            }
            rowId={(row) => row.id}
            columns={[
              { id: 'status', head: 'Last', width: 48, align: 'c', cell: (row) => <StatusGlyph status={row.status} /> },
              {
                id: 'id',
                head: 'ID',
                width: 76,
                sortKey: 'id',
                cell: (row) => <span className="num text-text-3">{row.id}</span>,
              },
              {
                id: 'level',
                head: <span className="vh">Priority</span>,
                width: 32,
                align: 'c',
                wideOnly: true,
                cell: (row) => <Priority level={row.level} />,
              },
              { id: 'title', head: 'Title', sortKey: 'title', cell: (row) => row.title },
              { id: 'tags', head: 'Tags', width: 110, wideOnly: true, cell: () => <Tag>payment</Tag> },
              {
                id: 'who',
                head: 'Owner',
                width: 56,
                align: 'c',
                wideOnly: true,
                cell: (row) => <Avatar id={row.person} name={row.person} />,
              },
              { id: 'est', head: 'Est.', width: 72, align: 'n', wideOnly: true, cell: () => '6 min' },
            ]}
            open={open?.id}
            onOpen={setOpen}
            selected={selected}
            onSelect={setSelected}
            sort={sort}
            onSort={setSort}
          />
          <BulkBar count={selected.size} total={count} onAll={() => {}} onClear={() => setSelected(new Set())}>
            <Button kind="quiet" icon={FolderInput} keys="m">
              Move
            </Button>
            <Button kind="danger" className="border-0" icon={Trash2}>
              Delete
            </Button>
          </BulkBar>
        </div>
        {open && (
          <Panel
            label={open.title}
            head={open.id}
            actions={<IconButton label="Copy the link" icon={LinkIcon} />}
            onClose={() => setOpen(undefined)}
          >
            <h2>{open.title}</h2>
            <PropertyList
              items={[
                ['Priority', <Priority key="p" level={open.level} named />],
                ['Owner', open.person],
              ]}
            />
            <StepsTable steps={[{ id: '1', action: 'Open the cart', expected: 'The payment page shows 120.00 €' }]} />
          </Panel>
        )}
      </Page>
    </Shell>
  )
}
