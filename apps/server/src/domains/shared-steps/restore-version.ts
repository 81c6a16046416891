import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { sharedStepsOf } from './answers.ts'
import { sharedSteps, sharedStepVersions } from './tables.ts'
import { spread } from './writes.ts'

export const restoreVersion: Handler<typeof operations.restoreVersion> = async ({ input, actor, tx, record }) => {
  const { sharedStepId: id, version, expectedVersion } = input
  const check = async (is: typeof sharedSteps.$inferSelect) => {
    if (version === is.version) return {}
    const [was] = await tx
      .select({ name: sharedStepVersions.name, steps: sharedStepVersions.steps })
      .from(sharedStepVersions)
      .where(and(eq(sharedStepVersions.sharedStepId, id), eq(sharedStepVersions.version, version)))
    if (!was) throw notFound('version of these shared steps')
    return was
  }
  const { before, after } = await change(tx, sharedSteps, { id, changes: {}, expectedVersion, check }, actor)
  const caseCount = await spread(tx, before, after, actor)
  record.updated('sharedSteps', before, after, { restored: version })
  return sharedStepsOf({ ...after, caseCount })
}
