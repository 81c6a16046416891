/**
 * Bar: counts ({ PASSED: 148, FAILED: 9, … }), height? (4 | 6 | 12): a stacked bar with a text for readers.
 * Strip: results (oldest first): the last results, read by height as well as colour.
 * Ring: value (0–100), label. Meter: value (0–100), label, thick?
 */
import { cx } from './cx.ts'
import { type Status, statuses, statusList } from './status.tsx'

export type Counts = Partial<Record<Status, number>>

export function Bar({ counts, height = 6 }: { counts: Counts; height?: 4 | 6 | 12 }) {
  const total = statusList.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  let x = 0
  const parts = statusList.flatMap((status) => {
    const count = counts[status] ?? 0
    if (count === 0) return []
    const part = { status, count, x, width: (count / total) * 100 }
    x += part.width
    return [part]
  })
  const text =
    parts.map((part) => `${part.count} ${statuses[part.status].label.toLowerCase()}`).join(', ') || 'Nothing yet'
  return (
    <svg className={`bar bar-${height}`} viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={text}>
      {total === 0 && <rect className="b-untested" width="100" height="8" />}
      {parts.map((part) => (
        <rect
          key={part.status}
          className={`b-${statuses[part.status].look}`}
          x={part.x}
          width={part.width}
          height="8"
        />
      ))}
      {parts.filter(isApart).map((part) => (
        <rect key={part.status} className="b-gap" x={part.x - 0.15} width=".3" height="8" />
      ))}
    </svg>
  )
}

/** A hairline stands before a part that both it and the one before can spare. */
const isApart = (part: { width: number }, index: number, parts: readonly { width: number }[]) =>
  part.width > 1 && (parts[index - 1]?.width ?? 0) > 1

export function Strip({ results }: { results: readonly Status[] }) {
  const width = Math.max(results.length * 6 - 2, 1)
  const failed = results.filter((status) => status === 'FAILED').length
  const text = `Last ${results.length} results, oldest first: ${failed} failed`
  return (
    <svg className="strip" viewBox={`0 0 ${width} 16`} width={width} height="16" role="img" aria-label={text}>
      {results.map((status, index) => {
        const { look, height } = statuses[status]
        return (
          <rect key={index} className={`b-${look}`} x={index * 6} y={16 - height} width="4" height={height} rx="1" />
        )
      })}
    </svg>
  )
}

export function Ring({ value, label }: { value: number; label: string }) {
  return (
    <svg className="progress-ring" viewBox="0 0 16 16" role="img" aria-label={`${label}, ${Math.round(value)}%`}>
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${value} 100`} transform="rotate(-90 8 8)" />
    </svg>
  )
}

export function Meter({ value, label, thick }: { value: number; label: string; thick?: boolean }) {
  return (
    <svg
      className={cx('meter', thick && 'meter-6')}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <rect width="100" height="4" />
      <rect width={value} height="4" />
    </svg>
  )
}
