/** A run's counts as the kit's bars take them, and the figures beside them. */
import type { Counts } from '../../ui/bar.tsx'
import { rateOf } from '../../ui/number.ts'
import { type Status, statusList } from '../../ui/status.tsx'
import type { Run, RunCaseFilter } from './types.ts'

const keys = {
  PASSED: 'passed',
  FAILED: 'failed',
  BLOCKED: 'blocked',
  SKIPPED: 'skipped',
  IN_PROGRESS: 'inProgress',
  NOT_STARTED: 'notStarted',
} as const satisfies Record<Status, keyof Run['counts']>

export const barOf = (counts: Run['counts']): Record<Status, number> =>
  Object.fromEntries(statusList.map((status) => [status, counts[keys[status]]])) as Record<Status, number>

/** How many of a run's cases a filter finds, where the counts that are kept on the run say it. */
export function foundIn(counts: Run['counts'], { status, ...others }: RunCaseFilter): number | undefined {
  if (Object.keys(others).length > 0) return undefined
  return (status ?? statusList).reduce((sum, one) => sum + counts[keys[one]], 0)
}

/** The counts after some run cases went from one status to another. */
export function moved(counts: Run['counts'], moves: readonly { from: Status; to: Status }[]): Run['counts'] {
  const after = { ...counts }
  for (const { from, to } of moves) {
    after[keys[from]] -= 1
    after[keys[to]] += 1
  }
  return after
}

/** `passRate` as everywhere: passed of executed, in per cent; what was skipped was not executed. */
export function figuresOf(counts: Counts) {
  const of = (...some: Status[]) => some.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  const executed = of('PASSED', 'FAILED', 'BLOCKED')
  return {
    total: of(...statusList),
    done: executed + of('SKIPPED'),
    passRate: rateOf(of('PASSED'), executed),
  }
}

/** Every case has its result: nothing is left but to complete the run. */
export function isDone(counts: Run['counts']) {
  const { done, total } = figuresOf(barOf(counts))
  return total > 0 && done === total
}

/** Whole per cents that never say "all" or "none" before it is so. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0%'
  const value = (part / whole) * 100
  return `${part === whole ? 100 : Math.min(99, Math.max(part > 0 ? 1 : 0, Math.round(value)))}%`
}
