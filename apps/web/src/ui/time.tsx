/** Time: at (Date or ISO text), days? (only the day): relative while near, the exact time of the reader's zone on hover. */
import { useEffect, useState } from 'react'

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const thisYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const minute = 60_000
const startOfDay = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

/** What is written: `now`, `5 min. ago`, `09:40 today`, `yesterday`, `in 3 days`, `18 Nov`, `18 Nov 2024`. */
export function timeText(at: Date, now: Date, days = false) {
  const minutes = Math.round((at.getTime() - now.getTime()) / minute)
  if (!days && minutes === 0) return 'now'
  if (!days && Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  const apart = Math.round((startOfDay(at) - startOfDay(now)) / (24 * 60 * minute))
  if (apart === 0) return days ? 'today' : `${clock.format(at)} today`
  if (Math.abs(apart) < 7) return relative.format(apart, 'day')
  return (at.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(at)
}

export function Time({ at, days }: { at: Date | string; days?: boolean }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} title={exact.format(date)}>
      {timeText(date, now, days)}
    </time>
  )
}
