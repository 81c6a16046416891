import type { results as operations } from '@testplanit/api/domains/results/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { recordInLockedRun, refuse } from './record-results.ts'

export const executeMany: Handler<typeof operations.executeMany> = async ({ input, actor, tx }) => {
  const [run, { recorded, found }] = await recordInLockedRun(tx, input.runId, actor, input.results)
  refuse(run, found, (i) => `results.${i}.`)
  return { data: recorded }
}
