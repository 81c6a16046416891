import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { idsOf } from '../../platform/database/ids.ts'
import { chooseCases, lockRun } from './queries.ts'
import { mustBeActive } from './rules.ts'
import { insertRunCases } from './writes.ts'

export const addCases: Handler<typeof operations.addCases> = async ({ input, tx, record }) => {
  const run = await lockRun(tx, input.runId)
  const chosen = await chooseCases(tx, run.projectId, input)
  mustBeActive(run)
  const { testCases, total: added, assigned } = await insertRunCases(tx, run, chosen)
  record.did('run', run, { added, runCaseIds: idsOf(testCases) })
  if (assigned.length) record.event('test_run.assigned', { id: run.id, projectId: run.projectId, assigned })
  return { added }
}
