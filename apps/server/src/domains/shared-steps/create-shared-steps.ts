import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { sharedStepsOf } from './answers.ts'
import { toSteps } from './rules.ts'
import { sharedSteps } from './tables.ts'

export const createSharedSteps: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const made = await insert(tx, sharedSteps, { ...input, steps: toSteps(input.steps, []) }, actor)
  record.created('sharedSteps', made)
  return sharedStepsOf({ ...made, caseCount: 0 })
}
