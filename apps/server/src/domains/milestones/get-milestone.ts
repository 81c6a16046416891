import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, readLiving } from '../../platform/database/entities.ts'
import { milestones } from './tables.ts'

export const getMilestone: Handler<typeof operations.get> = async ({ input, db }) =>
  answer(await readLiving(db, milestones, input.milestoneId))
