import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { lock } from '../../platform/database/locks.ts'
import { isSameTime } from '../../platform/database/time.ts'
import { mustFitBeneath } from '../../platform/database/trees.ts'
import { milestoneOf } from './answers.ts'
import { readMilestone } from './queries.ts'
import { mustEndAfterStart } from './rules.ts'
import { milestones } from './tables.ts'

export const updateMilestone: Handler<typeof operations.update> = async ({ input, actor, tx, record, platform }) => {
  const { milestoneId: id, expectedVersion, ...changes } = input
  const { completedAt, parentId } = changes
  if (parentId) await lock(tx, 'milestones', actor.projectId)
  const check = async (is: Milestone) => {
    mustEndAfterStart(daysIn(changes), is)
    if (completedAt !== undefined && !isSameTime(completedAt, is.completedAt)) actor.must('milestones', 'close')
    if (parentId && parentId.toLowerCase() !== is.parentId) await mustFitBeneath(tx, milestones, id, parentId)
    return undefined
  }
  const { before, after } = await change(tx, milestones, { id, changes, expectedVersion, check }, actor)
  record.updated('milestone', before, after)
  if (after.completedAt && !before.completedAt) record.event('milestone.completed', after)
  return milestoneOf(await readMilestone(tx, id), platform.now())
}

/** Those alone that are given: a name that stands for nothing must not hide what is kept. */
const daysIn = ({
  startDate,
  dueDate,
}: {
  startDate?: string | null | undefined
  dueDate?: string | null | undefined
}) => ({
  ...(startDate !== undefined && { startDate }),
  ...(dueDate !== undefined && { dueDate }),
})

type Milestone = typeof milestones.$inferSelect
