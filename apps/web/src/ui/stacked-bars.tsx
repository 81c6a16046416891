/**
 * StackedBars: results by day, per cent passed above each bar. label, days: { day (YYYY-MM-DD), passed, blocked, failed }[],
 *   floor? (rates beneath it are red, default 90), table? (shows the table instead; it stands behind for readers anyway),
 *   onDay?(day). Plain SVG; the last 7 days alone on a phone.
 */

import { useNarrow } from './narrow.ts'
import { number, rateOf } from './number.ts'

export interface DayCounts {
  day: string
  passed: number
  blocked: number
  failed: number
}

interface Props {
  label: string
  days: readonly DayCounts[]
  floor?: number
  table?: boolean
  onDay?: (day: string) => void
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })
const long = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' })
const base = 206
const full = 170
const left = 44

/** The next of 1, 2, 2.5 or 5 times a power of ten, so that four lines of the grid fall on round figures. */
function niceStep(most: number) {
  const rough = Math.max(most / 4, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 2.5, 5, 10].find((m) => m * power >= rough && (power > 1 || m !== 2.5)) ?? 10) * power
}
const sum = (day: DayCounts) => day.passed + day.blocked + day.failed
const rateOn = (day: DayCounts) => rateOf(day.passed, sum(day))

export function StackedBars({ label, days, floor = 90, table, onDay }: Props) {
  const narrow = useNarrow()
  const shown = narrow ? days.slice(-7) : days
  const width = narrow ? 360 : 768
  const slot = (width - left) / Math.max(shown.length, 1)
  const most = Math.max(...shown.map(sum), 1)
  const step = niceStep(most)
  const lines = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
  const scale = full / Math.max(most, 1)
  if (table) return <DayTable label={label} days={days} />
  return (
    <figure>
      <svg className="chart" viewBox={`0 0 ${width} 244`} role="group" aria-label={label}>
        {lines.map((value) => (
          <g key={value} aria-hidden="true">
            <line
              className={value === 0 ? 'chart-line axis' : 'chart-line'}
              x1={left}
              x2={width}
              y1={base - value * scale + 0.5}
              y2={base - value * scale + 0.5}
            />
            <text className="ax" x={left - 8} y={base - value * scale + 4} textAnchor="end">
              {number.format(value)}
            </text>
          </g>
        ))}
        {shown.map((day, index) => (
          <Day
            key={day.day}
            {...{ day, scale, slot, floor }}
            every={Math.ceil(shown.length / (narrow ? 7 : 16))}
            fromEnd={shown.length - 1 - index}
            x={left + slot * index}
            onPress={onDay && (() => onDay(day.day))}
          />
        ))}
      </svg>
      <div className="vh">
        <DayTable label={label} days={days} />
      </div>
    </figure>
  )
}

interface DayProps {
  day: DayCounts
  x: number
  slot: number
  scale: number
  floor: number
  /** Only each so-manieth bar, from the last, has words. */
  every: number
  fromEnd: number
  onPress: (() => void) | undefined
}

function Day({ day, x, slot, scale, floor, every, fromEnd, onPress }: DayProps) {
  const date = new Date(day.day)
  const rate = rateOn(day)
  const middle = x + slot / 2
  const width = Math.min(26, slot * 0.6)
  let y = base
  const parts = (['passed', 'blocked', 'failed'] as const).flatMap((look) => {
    if (day[look] === 0) return []
    const height = Math.max(day[look] * scale - (y < base ? 1.5 : 0), 2)
    y -= height + (y < base ? 1.5 : 0)
    return [{ look, y, height }]
  })
  const words = `${long.format(date)}: ${day.passed} passed, ${day.blocked} blocked, ${day.failed} failed`
  const asButton = onPress && {
    role: 'button',
    tabIndex: 0,
    'aria-label': words,
    onClick: onPress,
    onKeyDown: (event: { key: string; preventDefault: () => void }) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      onPress()
    },
  }
  return (
    <>
      <g className="chart-day" {...(asButton ?? { 'aria-hidden': true })}>
        <title>{words}</title>
        <rect className="chart-hit" x={x} width={slot} y="20" height={base - 20} />
        {parts.map((part) => (
          <rect
            key={part.look}
            className={`b-${part.look}`}
            x={middle - width / 2}
            width={width}
            y={part.y}
            height={part.height}
            rx="1.5"
          />
        ))}
      </g>
      {fromEnd % every === 0 && (
        <g aria-hidden="true" pointerEvents="none">
          {rate !== undefined && (
            <text className={rate < floor ? 'rate bad' : 'rate'} x={middle} y={y - 6} textAnchor="middle">
              {rate.toFixed(1)}
            </text>
          )}
          <text className={fromEnd === 0 ? 'ax on' : 'ax'} x={middle} y="224" textAnchor="middle">
            {weekday.format(date)}
          </text>
          <text className={fromEnd === 0 ? 'ax on' : 'ax'} x={middle} y="239" textAnchor="middle">
            {date.getUTCDate()}
          </text>
        </g>
      )}
    </>
  )
}

function DayTable({ label, days }: { label: string; days: readonly DayCounts[] }) {
  return (
    <table className="flat">
      <caption className="vh">{label}</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {['Passed', 'Blocked', 'Failed', 'Pass rate'].map((head) => (
            <th key={head} scope="col" className="n">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <td>{long.format(new Date(day.day))}</td>
            <td className="n">{number.format(day.passed)}</td>
            <td className="n">{number.format(day.blocked)}</td>
            <td className="n">{number.format(day.failed)}</td>
            <td className="n">{rateOn(day)?.toFixed(1) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
