import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { lock } from '../../platform/database/locks.ts'
import { isSameTime } from '../../platform/database/time.ts'
import { mustFitBeneath } from '../../platform/database/trees.ts'
import { milestones } from './tables.ts'

export const updateMilestone: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { milestoneId: id, expectedVersion, ...changes } = input
  const { completedAt, parentId } = changes
  if (parentId) await lock(tx, 'milestones', actor.projectId)
  const check = async (is: Milestone) => {
    if (completedAt !== undefined && !isSameTime(completedAt, is.completedAt)) actor.must('milestones', 'close')
    if (parentId && parentId.toLowerCase() !== is.parentId) await mustFitBeneath(tx, milestones, id, parentId)
    return undefined
  }
  const { before, after } = await change(tx, milestones, { id, changes, expectedVersion, check }, actor)
  record.updated('milestone', before, after)
  if (after.completedAt && !before.completedAt) record.event('milestone.completed', after)
  return answer(after)
}

type Milestone = typeof milestones.$inferSelect
