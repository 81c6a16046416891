import type { results as operations } from '@testplanit/api/domains/results/operations'
import { notFound } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { lockRun } from '../runs/queries.ts'
import { recordResults, refuse } from './record-results.ts'

export const executeCase: Handler<typeof operations.execute> = async ({ input, actor, tx }) => {
  const run = await lockRun(tx, input.runId)
  const { recorded, found } = await recordResults(tx, run, actor, [input])
  const [result] = recorded
  if (!result || !found[0]?.matches) throw notFound('case in this run')
  refuse(run, found)
  return result
}
