import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { milestoneOf } from './answers.ts'
import { readMilestone } from './queries.ts'

export const getMilestone: Handler<typeof operations.get> = async ({ input, db, platform }) =>
  milestoneOf(await readMilestone(db, input.milestoneId), platform.now())
