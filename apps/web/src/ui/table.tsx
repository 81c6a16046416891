/**
 * Table: a virtual grid of any length, worked by keyboard (j k or arrows move, x selects, Shift ranges, Enter opens).
 *   Ctrl+A in it selects what is loaded. label, count, rowAt(index) (undefined: not loaded, a grey bar), rowId, columns: { id, head, cell(row), width? (px),
 *   align? ('n' right, 'c' centre), sortKey?, wideOnly? }, groupAt?(index) (a GroupRow instead of a row),
 *   open? (id of the row in the panel; openAt?: its index, where that is known), onOpen?(row), onHover?(row), selected? + onSelect?(ids), sort? + onSort?(sort),
 *   onRange?(first, last) (what is in view, to load it; a stable function), empty?, loading?, keyboard? (false: leaves the page's keys alone).
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { useKeys } from './keys.ts'
import { useNarrow } from './narrow.ts'
import { type Sort, TableHead } from './table-head.tsx'
import { GreyRow, type GroupRow, GroupRowView, TableRow } from './table-row.tsx'
import { useDensity } from './theme.ts'

export type { Sort } from './table-head.tsx'
export type { GroupRow } from './table-row.tsx'

export interface Column<Row> {
  id: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  width?: number
  align?: 'n' | 'c'
  sortKey?: string
  wideOnly?: boolean
}

export interface TableProps<Row> {
  label: string
  count: number
  rowAt: (index: number) => Row | undefined
  rowId: (row: Row) => string
  columns: readonly Column<Row>[]
  groupAt?: (index: number) => GroupRow | undefined
  open?: string | undefined
  openAt?: number
  onOpen?: (row: Row) => void
  onHover?: (row: Row) => void
  selected?: ReadonlySet<string>
  onSelect?: (ids: ReadonlySet<string>) => void
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  onRange?: (first: number, last: number) => void
  empty?: ReactNode
  loading?: boolean
  keyboard?: boolean
}

const none: ReadonlySet<string> = new Set()

export function Table<Row>(props: TableProps<Row>) {
  const {
    label,
    count,
    rowAt,
    rowId,
    columns,
    groupAt,
    open,
    openAt = -1,
    onOpen,
    onHover,
    selected = none,
    onSelect,
    onRange,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [at, setAt] = useState(-1)
  const anchor = useRef(-1)
  const shownCount = props.loading && count === 0 ? 8 : count
  const rowHeight = useRowHeight()
  const virtual = useVirtualizer({
    count: shownCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what the virtualizer must forget
  useEffect(() => virtual.measure(), [rowHeight, virtual])

  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (count > 0) onRange?.(first, last)
  }, [first, last, count, onRange])

  // What is opened from elsewhere (its neighbour, the address) comes into view; what was just made, once it is in the list.
  const found = useRef<string>(undefined)
  const sought = useRef<string>(undefined)
  useEffect(() => {
    if (open === found.current) return
    if (open === undefined) found.current = undefined
    const isNew = sought.current !== open
    sought.current = open
    if (open === undefined) return
    const isOpen = (index: number) => index >= 0 && index < count && rowIdAt(index) === open
    const near = [openAt, at, at + 1, at - 1, ...items.map((item) => item.index)].find(isOpen)
    if (near === undefined) return
    found.current = open
    if (near === at) return
    if (isNew || near === openAt) goTo(near)
    else setAt(near)
  })
  const rowIdAt = (index: number) => {
    const row = isRow(index) ? rowAt(index) : undefined
    return row === undefined ? undefined : rowId(row)
  }

  const isRow = (index: number) => !groupAt?.(index)
  const move = (by: 1 | -1) => {
    let next = at + by
    while (next >= 0 && next < count && !isRow(next)) next += by
    if (next >= 0 && next < count) goTo(next)
    // Else Enter would press the button that was pressed last, and Ctrl+A select the whole page.
    if (document.activeElement === document.body || document.activeElement?.closest('a, button'))
      scroller.current?.querySelector('table')?.focus()
  }
  const goTo = (index: number) => {
    setAt(index)
    virtual.scrollToIndex(index)
  }
  const select = (index: number, on: boolean, range: boolean) => {
    const ids = new Set(selected)
    const from = range && anchor.current >= 0 ? anchor.current : index
    for (let i = Math.min(from, index); i <= Math.max(from, index); i++) {
      const row = isRow(i) ? rowAt(i) : undefined
      if (row === undefined) continue
      if (on) ids.add(rowId(row))
      else ids.delete(rowId(row))
    }
    if (!range) anchor.current = index
    onSelect?.(ids)
  }
  const extend = (by: 1 | -1) => {
    const next = Math.min(Math.max(at + by, 0), count - 1)
    if (anchor.current < 0) anchor.current = Math.max(at, 0)
    select(next, true, true)
    goTo(next)
  }
  const selectAll = () => {
    const all = Array.from({ length: count }, (_, index) => (isRow(index) ? rowAt(index) : undefined))
    onSelect?.(new Set(all.flatMap((row) => (row === undefined ? [] : [rowId(row)]))))
  }
  /** Everything that is loaded; a second press takes it back. */
  const pickAll = () => (selected.size > 0 ? onSelect?.(new Set()) : selectAll())
  const rowCount =
    groupAt && selected.size > 0 ? Array.from({ length: count }, (_, i) => i).filter(isRow).length : count
  const atRow = at >= 0 && at < count && isRow(at) ? rowAt(at) : undefined
  const nextKey = { label: 'Next row', hint: 'move', run: () => move(1) }
  const previousKey = { label: 'Previous row', hint: 'move', run: () => move(-1) }
  useKeys(
    props.keyboard === false || count === 0
      ? {}
      : {
          j: nextKey,
          k: previousKey,
          ...(onSelect && {
            x: {
              label: 'Select the row',
              hint: 'select',
              run: () => atRow && select(at, !selected.has(rowId(atRow)), false),
            },
            'shift+j': { label: 'Extend the selection down', run: () => extend(1) },
            'shift+k': { label: 'Extend the selection up', run: () => extend(-1) },
          }),
          ...(onOpen && { enter: { label: 'Open the row', hint: 'open', run: () => atRow && onOpen(atRow) } }),
        },
  )
  const inside: Record<string, () => void> = {
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    home: () => goTo(0),
    end: () => goTo(count - 1),
    ' ': () => atRow && onSelect && select(at, !selected.has(rowId(atRow)), false),
    enter: () => atRow && onOpen?.(atRow),
  }

  const narrow = useNarrow()
  const span = columns.filter((column) => !(narrow && column.wideOnly)).length + (onSelect ? 1 : 0)
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="tbl-w" ref={scroller}>
      <table
        className={cx('tbl', selected.size > 0 && 'picking')}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the keyboard works it as a grid
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-multiselectable={onSelect ? true : undefined}
        aria-activedescendant={at >= first && at <= last && count > 0 ? `${id}-${at}` : undefined}
        aria-busy={props.loading ?? false}
        tabIndex={0}
        onKeyDown={(event) => {
          const isAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a'
          const known = isAll ? onSelect && selectAll : inside[event.key.toLowerCase()]
          const run = event.target === event.currentTarget ? known : undefined
          if (!run) return
          event.preventDefault()
          run()
        }}
      >
        <TableHead {...props} count={rowCount} picked={selected.size} onPickAll={onSelect && pickAll} />
        <tbody>
          <Pad height={before} span={span} />
          {items.map(({ index }) => {
            const group = groupAt?.(index)
            if (group) return <GroupRowView key={`group-${group.id}`} group={group} span={span} index={index} />
            const row = index < count ? rowAt(index) : undefined
            if (row === undefined) return <GreyRow key={index} span={span} index={index} />
            const key = rowId(row)
            return (
              <TableRow
                key={key}
                id={`${id}-${index}`}
                {...{ row, index, columns }}
                at={at === index}
                open={open === key}
                picked={onSelect ? selected.has(key) : undefined}
                onPick={(on, range) => select(index, on, range)}
                onPress={() => {
                  setAt(index)
                  onOpen?.(row)
                }}
                onHover={() => onHover?.(row)}
              />
            )
          })}
          <Pad height={after} span={span} />
        </tbody>
      </table>
      {count === 0 && !props.loading && <div className="tbl-e">{props.empty}</div>}
    </div>
  )
}

const Pad = ({ height, span }: { height: number; span: number }) =>
  height > 0 && (
    <tr className="tbl-pad" aria-hidden="true">
      <td colSpan={span} style={{ height }} />
    </tr>
  )

/** The density's row height, from the tokens. */
function useRowHeight() {
  const [density] = useDensity()
  const narrow = useNarrow()
  // biome-ignore lint/correctness/useExhaustiveDependencies: both change the token
  return useMemo(() => {
    return Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10)
  }, [density, narrow])
}
