import type { plans as operations } from '@testplanit/api/domains/plans/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { milestones } from '../milestones/tables.ts'
import { readPlan } from './queries.ts'
import { plans } from './tables.ts'

export const createPlan: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  if (input.milestoneId) await lockLiving(tx, milestones, input.milestoneId, 'milestoneId')
  const plan = await insert(tx, plans, input, actor)
  record.created('plan', plan)
  return readPlan(tx, plan.id)
}
