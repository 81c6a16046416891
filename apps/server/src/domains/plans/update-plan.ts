import type { plans as operations } from '@testplanit/api/domains/plans/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change, lockLiving } from '../../platform/database/entities.ts'
import { isSameTime } from '../../platform/database/time.ts'
import { milestones } from '../milestones/tables.ts'
import { readPlan } from './queries.ts'
import { plans } from './tables.ts'

export const updatePlan: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { planId: id, expectedVersion, ...changes } = input
  const { completedAt, milestoneId } = changes
  // Before the plan's own row, as the deletion of a milestone takes them.
  if (milestoneId) await lockLiving(tx, milestones, milestoneId, 'milestoneId')
  const check = async (is: typeof plans.$inferSelect) => {
    if (completedAt !== undefined && !isSameTime(completedAt, is.completedAt)) actor.must('runs', 'close')
    return undefined
  }
  const { before, after } = await change(tx, plans, { id, changes, expectedVersion, check }, actor)
  const plan = await readPlan(tx, id)
  const { runs, openCases } = plan
  const isCompleted = after.completedAt && !before.completedAt
  record.updated('plan', before, after, isCompleted ? { openRuns: runs.active, openCases } : undefined)
  return plan
}
