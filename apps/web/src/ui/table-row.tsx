import { ChevronDown, ChevronRight } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { Checkbox } from './checkbox.tsx'
import { cx } from './cx.ts'
import type { Column } from './table.tsx'

/** A heading among the rows, which folds those beneath it. */
export interface GroupRow {
  id: string
  label: ReactNode
  open: boolean
  onToggle: () => void
}

interface RowProps<Row> {
  id: string
  row: Row
  index: number
  columns: readonly Column<Row>[]
  at: boolean
  open: boolean
  /** undefined: the table has no selection */
  picked: boolean | undefined
  onPick: (on: boolean, range: boolean) => void
  onPress: () => void
  onHover: () => void
}

export function TableRow<Row>({ id, row, index, columns, at, open, picked, onPick, onPress, onHover }: RowProps<Row>) {
  const press = (event: MouseEvent) => {
    // React hands on what is pressed in a menu or a dialog that a cell opened.
    if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return
    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return
    if (picked !== undefined && (event.shiftKey || event.metaKey || event.ctrlKey))
      onPick(!picked || event.shiftKey, event.shiftKey)
    else onPress()
  }
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={picked ?? open}
      className={cx(picked && 'sel', open && 'cur', at && 'at')}
      onClick={press}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onMouseEnter={onHover}
    >
      {picked !== undefined && (
        <td className="pick">
          <Checkbox
            label="Select this row"
            checked={picked}
            onChange={(on, event) => onPick(on, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={cx(column.align, column.wideOnly && 'wide-only')}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

export function GroupRowView({ group, span, index }: { group: GroupRow; span: number; index: number }) {
  const Arrow = group.open ? ChevronDown : ChevronRight
  return (
    <tr className="grp" aria-rowindex={index + 2}>
      <td colSpan={span}>
        <button type="button" aria-expanded={group.open} onClick={group.onToggle}>
          <Arrow className="i" />
          {group.label}
        </button>
      </td>
    </tr>
  )
}

const widths = ['62%', '44%', '53%', '38%']

/** A row that has not arrived: its grey bar shows after 150 ms. */
export function GreyRow({ span, index }: { span: number; index: number }) {
  return (
    <tr aria-rowindex={index + 2}>
      <td colSpan={span}>
        <span className="sk" style={{ width: widths[index % widths.length] }} />
        <span className="vh">Loading</span>
      </td>
    </tr>
  )
}
