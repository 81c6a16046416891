/** BulkBar: count, total? (isExact false: at least so many) + onAll? (offers all that the filter finds), onClear (Esc too), children (Buttons, kind quiet). Not there at 0. */

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { useKeys } from './keys.ts'
import { number } from './number.ts'

interface Props {
  count: number
  total?: number
  isExact?: boolean
  onAll?: () => void
  onClear: () => void
  children: ReactNode
}

export function BulkBar(props: Props) {
  return props.count > 0 && <Bar {...props} />
}

function Bar({ count, total, isExact = true, onAll, onClear, children }: Props) {
  useKeys({ esc: { label: 'Clear the selection', hint: 'clear', run: onClear } })
  return (
    <div className="bulk" role="toolbar" aria-label={`${number.format(count)} selected`}>
      <b>{number.format(count)} selected</b>
      {onAll && total !== undefined && total > count && (
        <button type="button" className="link ml-3" onClick={onAll}>
          Select all {number.format(total)}
          {!isExact && '+'}
        </button>
      )}
      <span className="v" />
      {children}
      <span className="v" />
      <Button kind="quiet" icon={X} keys="esc" onClick={onClear}>
        <span className="vh">Clear the selection</span>
      </Button>
    </div>
  )
}
