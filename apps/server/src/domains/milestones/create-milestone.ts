import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert, lockLiving } from '../../platform/database/entities.ts'
import { lockMilestones } from './queries.ts'
import { milestones } from './tables.ts'

export const createMilestone: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  if (input.parentId) {
    await lockMilestones(tx, input.projectId)
    await lockLiving(tx, milestones, input.parentId, 'parentId')
  }
  const milestone = await insert(tx, milestones, input, actor)
  record.created('milestone', milestone)
  return answer(milestone)
}
