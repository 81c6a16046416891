import type { results as operations } from '@testplanit/api/domains/results/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { lockRun } from '../runs/queries.ts'
import { recordResults, refuse } from './record-results.ts'

export const executeMany: Handler<typeof operations.executeMany> = async ({ input, actor, tx }) => {
  const run = await lockRun(tx, input.runId)
  const { recorded, found } = await recordResults(tx, run, actor, input.results)
  refuse(run, found, (i) => `results.${i}.`)
  return { data: recorded }
}
