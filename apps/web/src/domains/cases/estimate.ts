/** Estimates as people write them. */

/** To the second, as it is written and read back: `6 min`, `1 h 30 min`, `45 s`. */
export function writtenEstimate(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const
  return (
    parts
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => `${amount} ${unit}`)
      .join(' ') || '0 s'
  )
}

const units = { h: 3600, m: 60, s: 1 }

/** Seconds of `6` (minutes), `6 min`, `1h 30`, `1:30` (hours), `90 s`; null of nothing; undefined of what cannot be read. */
export function estimateOf(text: string): number | null | undefined {
  const words = text.trim().toLowerCase()
  if (words === '') return null
  const clock = /^(\d+):([0-5]\d)$/.exec(words)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60
  if (!/^(\d+([.,]\d+)?\s*(h|hours?|hrs?|m|min|minutes?|s|sec|seconds?)?\.?\s*)+$/.test(words)) return undefined
  let seconds = 0
  for (const [, amount = '', unit = 'm'] of words.matchAll(/(\d+(?:[.,]\d+)?)\s*([hms])?[a-z.]*/g))
    seconds += Number(amount.replace(',', '.')) * units[unit as keyof typeof units]
  return Math.round(seconds)
}
