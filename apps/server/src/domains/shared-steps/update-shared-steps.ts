import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { sharedStepsOf } from './answers.ts'
import { toSteps } from './rules.ts'
import { sharedSteps } from './tables.ts'
import { spread } from './writes.ts'

export const updateSharedSteps: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { sharedStepId: id, expectedVersion, steps: given, ...changes } = input
  const check = async (is: typeof sharedSteps.$inferSelect) => (given ? { steps: toSteps(given, is.steps) } : {})
  const { before, after } = await change(tx, sharedSteps, { id, changes, expectedVersion, check }, actor)
  const caseCount = await spread(tx, before, after, actor)
  record.updated('sharedSteps', before, after)
  return sharedStepsOf({ ...after, caseCount })
}
