import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TestExecution } from '@testplanit/api/domains/reports/schemas'
import { trpc } from '../../app/api.ts'

const DAY = 86_400_000
export const spans = [7, 14, 30, 90]
export const DEFAULT_SPAN = 14

/** The days of UTC that end today, oldest first. */
export function daysUntil(today: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(today.getTime() - (count - 1 - index) * DAY).toISOString().slice(0, 10),
  )
}

/** What was executed in the last so many days of UTC, today included. */
export function useReport(projectId: string, span: number) {
  const days = daysUntil(new Date(), span)
  const dateRange = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  const query = useQuery(
    trpc.reports.testExecution.queryOptions(
      { projectId, dateRange, filters: {} },
      { placeholderData: keepPreviousData },
    ),
  )
  return { query, days }
}

/** The report's days with those between on which nothing ran, and their sums. */
export function figuresOf({ trends }: TestExecution, days: readonly string[]) {
  const byDay = new Map(trends.map((day) => [day.date, day]))
  const shown = days.map((day) => {
    const { passed = 0, blocked = 0, failed = 0, skipped = 0 } = byDay.get(day) ?? {}
    return { day, passed, blocked, failed, skipped }
  })
  const sum = (key: 'passed' | 'blocked' | 'failed' | 'skipped') => shown.reduce((all, day) => all + day[key], 0)
  return { shown, passed: sum('passed'), blocked: sum('blocked'), failed: sum('failed'), skipped: sum('skipped') }
}

type Failure = TestExecution['topFailures'][number]

/** What the last results say: failing again and again, or now and then. */
export function habitOf({ recent }: Pick<Failure, 'recent'>): { tone: 'bad' | 'warn'; text: string } {
  const inARow = recent.length - 1 - recent.findLastIndex((status) => status !== 'FAILED')
  const failed = recent.filter((status) => status === 'FAILED').length
  if (inARow >= 2) return { tone: 'bad', text: `Broken, ${inARow} in a row` }
  return { tone: 'warn', text: `Fails ${Math.round((failed / Math.max(recent.length, 1)) * 100)}%` }
}
