import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { idsOf } from '../../platform/database/ids.ts'
import { chooseCases } from './access.ts'
import { insertRunCases, lockRun, mustBeActive } from './queries.ts'

export const addCases: Handler<typeof operations.addCases> = async ({ input, tx, record }) => {
  const run = await lockRun(tx, input.runId)
  const chosen = await chooseCases(tx, run.projectId, input)
  mustBeActive(run)
  const { testCases, total: added } = await insertRunCases(tx, run, chosen)
  record.did('run', run, { added, runCaseIds: idsOf(testCases) })
  return { added }
}
