import type { results as operations } from '@testplanit/api/domains/results/operations'
import { notFound } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { recordInLockedRun, refuse } from './record-results.ts'

export const executeCase: Handler<typeof operations.execute> = async ({ input, actor, tx }) => {
  const [run, { recorded, found }] = await recordInLockedRun(tx, input.runId, actor, [input])
  const [result] = recorded
  if (!result || !found[0]?.matches) throw notFound('case in this run')
  refuse(run, found)
  return result
}
