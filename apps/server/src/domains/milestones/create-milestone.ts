import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { lock } from '../../platform/database/locks.ts'
import { milestoneOf, noSums } from './answers.ts'
import { mustEndAfterStart } from './rules.ts'
import { milestones } from './tables.ts'

export const createMilestone: Handler<typeof operations.create> = async ({ input, actor, tx, record, platform }) => {
  mustEndAfterStart(input)
  if (input.parentId) {
    await lock(tx, 'milestones', input.projectId)
    await lockLiving(tx, milestones, input.parentId, 'parentId')
  }
  const milestone = await insert(tx, milestones, input, actor)
  record.created('milestone', milestone)
  return milestoneOf({ ...milestone, ...noSums }, platform.now())
}
