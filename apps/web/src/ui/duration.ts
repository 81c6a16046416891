/** How long something took: `640 ms`, `48 s`, `7 min 24 s`, `1 h 02 min`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const rest = seconds % 60
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min${rest > 0 ? ` ${rest} s` : ''}`
  return hoursText(Math.round(seconds / 60))
}

/** How long something may take, which nobody knows by the second: `40 s`, `6 min`, `1 h 40 min`. */
export function estimateText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  return hoursText(Math.round(seconds / 60))
}

function hoursText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${`${rest}`.padStart(2, '0')} min`
}
