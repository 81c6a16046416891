import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { sharedStepsColumns, sharedStepsOf } from './answers.ts'
import { sharedSteps } from './tables.ts'

export const getSharedSteps: Handler<typeof operations.get> = async ({ input, db }) => {
  const [row] = await db
    .select(sharedStepsColumns)
    .from(sharedSteps)
    .where(and(eq(sharedSteps.id, input.sharedStepId), isNull(sharedSteps.deletedAt)))
  if (!row) throw notFound('shared step')
  return sharedStepsOf(row)
}
