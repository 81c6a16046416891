/**
 * Chip: a filter that is on. field, value, icon?, onEdit?, onRemove?
 * Tag: children, tone? ('bad' | 'warn' | 'good' | 'info' | 'accent' | 'line')
 */
import { type LucideIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface ChipProps {
  field: string
  value: ReactNode
  icon?: LucideIcon
  onEdit?: () => void
  onRemove?: () => void
}

export function Chip({ field, value, icon: Icon, onEdit, onRemove }: ChipProps) {
  const words = (
    <>
      <span>{field}</span>
      <b className="cut">{value}</b>
    </>
  )
  return (
    <span className="chip">
      {Icon && <Icon className="i" />}
      {onEdit ? (
        <button type="button" className="chip-v" onClick={onEdit}>
          {words}
        </button>
      ) : (
        <span className="chip-v">{words}</span>
      )}
      {onRemove && (
        <button type="button" className="chip-x" aria-label={`Remove the filter ${field}`} onClick={onRemove}>
          <X className="i" />
        </button>
      )}
    </span>
  )
}

export function Tag({
  children,
  tone,
}: {
  children: ReactNode
  tone?: 'bad' | 'warn' | 'good' | 'info' | 'accent' | 'line'
}) {
  return <span className={cx('tag', tone)}>{children}</span>
}
