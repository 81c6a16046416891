import { rate } from '@testplanit/api/common/rate'
import type { CaseForecast, MilestoneForecast, Risk, RunForecast } from '@testplanit/api/domains/forecasts/schemas'

/** What a case's durations and its same-test links' add up to. */
export interface History {
  estimate: number | null
  executions: number
  times: number
  durationMs: number
  squares: number
  lastMs: number | null
}

/** What is done and left of some runs, and how fast it went lately. */
export interface Outlook {
  completed: number
  total: number
  pending: number
  pendingMs: number
  withoutEstimate: number
  /** Results of the last 14 days, and the days since the first of them, today included. */
  recent: number
  days: number
}

/** A milestone, and the outlook of its subtree or of its own runs. */
export interface Part extends Outlook {
  id: string
  name: string
  dueDate: string | null
  completedAt: string | null
}

const DAY = 86_400_000
/** One person's. */
const WORKING_DAY_MS = 6 * 3_600_000
const WORKING_DAYS = 5
/** A hundred years: further ahead nobody plans. */
const MOST_DAYS = 36_525
const ALIKE = 0.25

const inSeconds = (ms: number) => Math.round(ms / 1000)

export function caseForecastOf({ estimate, executions, times, durationMs, squares, lastMs }: History): CaseForecast {
  const mean = times ? durationMs / times : null
  const estimated = mean ?? (estimate === null ? null : estimate * 1000)
  return {
    estimatedDuration: estimated === null ? null : inSeconds(estimated),
    estimatedDurationMs: estimated === null ? null : Math.round(estimated),
    confidence:
      times >= 10 && variationOf(times, durationMs, squares) <= ALIKE ? 'HIGH' : times >= 3 ? 'MEDIUM' : 'LOW',
    basedOn: {
      historicalExecutions: executions,
      durations: times,
      averageDuration: mean === null ? null : Math.round(mean) / 1000,
      lastExecutionDuration: lastMs === null ? null : inSeconds(lastMs),
    },
  }
}

/** The coefficient of variation: the deviation from the mean, as a part of it. */
const variationOf = (times: number, sum: number, squares: number) =>
  Math.sqrt(Math.max(0, squares - sum ** 2 / times) / (times - 1)) / (sum / times)

export function runForecastOf(outlook: Outlook, today: string): RunForecast {
  const { completed, total, pending, pendingMs, withoutEstimate, recent, days } = outlook
  return {
    estimatedCompletion: momentOf(completionOf(outlook, today)),
    estimatedDuration: inSeconds(pendingMs),
    estimatedDurationMs: Math.round(pendingMs),
    progress: { completed, total, percentComplete: rate(completed, total) },
    basedOn: { pending, withoutEstimate, casesPerDay: recent ? Math.round((recent / days) * 10) / 10 : null },
  }
}

/** The first part is the milestone with its own runs, the others those right beneath it with their subtrees. */
export function milestoneForecastOf([own, ...children]: [Part, ...Part[]], today: string): MilestoneForecast {
  const whole = { ...own, ...together([own, ...children]) }
  return {
    ...runForecastOf(whole, today),
    ...expected(whole, today),
    childMilestones: children.map((child) => ({
      id: child.id,
      name: child.name,
      dueDate: child.dueDate,
      ...expected(child, today),
    })),
  }
}

const expected = (part: Part, today: string) => ({
  estimatedCompletion: part.completedAt ?? momentOf(completionOf(part, today)),
  riskLevel: riskOf(part, completionOf(part, today), today),
})

function together(all: Outlook[]): Outlook {
  const sum = (key: keyof Outlook) => all.reduce((total, one) => total + one[key], 0)
  return {
    completed: sum('completed'),
    total: sum('total'),
    pending: sum('pending'),
    pendingMs: sum('pendingMs'),
    withoutEstimate: sum('withoutEstimate'),
    recent: sum('recent'),
    days: Math.max(...all.map(({ days }) => days)),
  }
}

/** The day on which all will be done; null where there is nothing to tell it by. */
export function completionOf({ total, pending, pendingMs, recent, days }: Outlook, today: string): string | null {
  if (!total) return null
  if (!pending) return today
  if (recent) return daysAhead(today, bounded((pending * days) / recent) - 1)
  return pendingMs ? workingDay(today, bounded(pendingMs / WORKING_DAY_MS)) : null
}

const bounded = (days: number) => Math.min(Math.ceil(days), MOST_DAYS)

const daysAhead = (day: string, ahead: number) => new Date(Date.parse(day) + ahead * DAY).toISOString().slice(0, 10)

/** The nth working day, of which today is the first where it is one. */
function workingDay(today: string, n: number): string {
  const weekday = (new Date(today).getUTCDay() + 6) % 7
  if (weekday >= WORKING_DAYS) return workingDay(daysAhead(today, 7 - weekday), n)
  const weekends = Math.floor((weekday + n - 1) / WORKING_DAYS)
  return daysAhead(today, n - 1 + 2 * weekends)
}

/** What is completed or has no due date is at no risk. */
export function riskOf(
  { dueDate, completedAt, pending }: Pick<Part, 'dueDate' | 'completedAt' | 'pending'>,
  completion: string | null,
  today: string,
): Risk {
  if (!dueDate || completedAt) return 'LOW'
  if (today > dueDate) return 'HIGH'
  if (!pending || !completion) return 'LOW'
  if (completion > dueDate) return 'HIGH'
  const daysUntil = (day: string) => (Date.parse(day) - Date.parse(today)) / DAY
  return daysUntil(completion) >= 0.9 * daysUntil(dueDate) ? 'MEDIUM' : 'LOW'
}

const momentOf = (day: string | null) => day && `${day}T00:00:00.000Z`
