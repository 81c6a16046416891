import type { Counts } from '@testplanit/api/domains/runs/schemas'
import { answer } from '../../platform/database/entities.ts'
import { dayOf } from '../../platform/database/time.ts'
import { progressOf } from '../runs/answers.ts'
import type { milestones } from './tables.ts'

type Row = typeof milestones.$inferSelect

/** What a milestone's runs and those beneath it add up to. */
export type Sums = Counts & { openRuns: number; openCases: number; openMilestones: number }

/** Of a milestone that has neither runs nor anything beneath it. */
export const noSums: Sums = {
  ...{ notStarted: 0, inProgress: 0, passed: 0, failed: 0, blocked: 0, skipped: 0 },
  ...{ openRuns: 0, openCases: 0, openMilestones: 0 },
}

/** A milestone as the API answers it, at a time. */
export function milestoneOf(row: Row & Sums, now: Date) {
  const {
    openRuns,
    openCases,
    openMilestones,
    notStarted,
    inProgress,
    passed,
    failed,
    blocked,
    skipped,
    ...milestone
  } = answer(row)
  const counts: Counts = { notStarted, inProgress, passed, failed, blocked, skipped }
  const { startDate, startedAt, completedAt } = milestone
  return Object.assign(milestone, {
    isStarted: startedAt !== null || completedAt !== null || (startDate !== null && startDate <= dayOf(now)),
    progress: progressOf(counts),
    counts,
    open: { runs: openRuns, cases: openCases, milestones: openMilestones },
  })
}
