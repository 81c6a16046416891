import { ArrowDown, ArrowUp } from 'lucide-react'
import { Checkbox } from './checkbox.tsx'
import { cx } from './cx.ts'
import type { Column } from './table.tsx'

export interface Sort {
  key: string
  dir: 'asc' | 'desc'
}

interface Props<Row> {
  columns: readonly Column<Row>[]
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  count: number
  picked: number
  onPickAll: (() => void) | undefined
}

/** The head of a Table: press a column to sort by it, again to turn it round. */
export function TableHead<Row>({ columns, sort, onSort, count, picked, onPickAll }: Props<Row>) {
  const Arrow = sort?.dir === 'desc' ? ArrowDown : ArrowUp
  return (
    <thead>
      <tr aria-rowindex={1}>
        {onPickAll && (
          <th className="pick" scope="col" style={{ width: 36 }}>
            <Checkbox
              label="Select all that is loaded"
              checked={picked === 0 ? false : picked >= count || 'some'}
              onChange={onPickAll}
            />
          </th>
        )}
        {columns.map(({ id, head, width, align, sortKey, wideOnly }) => {
          const sorted = sortKey !== undefined && sort?.key === sortKey
          return (
            <th
              key={id}
              scope="col"
              className={cx(align, wideOnly && 'wide-only')}
              {...(width ? { style: { width } } : {})}
              {...(sorted ? { 'aria-sort': sort.dir === 'asc' ? 'ascending' : 'descending' } : {})}
            >
              {sortKey && onSort ? (
                <button
                  type="button"
                  onClick={() => onSort({ key: sortKey, dir: sorted && sort.dir === 'asc' ? 'desc' : 'asc' })}
                >
                  {head}
                  {sorted && <Arrow className="i" />}
                </button>
              ) : (
                head
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
