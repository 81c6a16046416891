import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { RunCaseStatus } from '@testplanit/api/domains/runs/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf, MOST_NAMED } from '../../platform/database/ids.ts'
import { withdrawn } from '../results/queries.ts'
import { lockRun } from './queries.ts'
import { mustBeActive, mustHold } from './rules.ts'

interface Removed {
  id: string
  caseId: string
  status: RunCaseStatus
  results: number
  [key: string]: unknown
}

/** Results go with their run cases: that takes the right to delete results, and the audit row says what they were. */
export const removeCases: Handler<typeof operations.removeCases> = async ({ input, actor, tx, record }) => {
  const { runId, ids } = input
  const run = await lockRun(tx, runId)
  const removed = await tx.execute<Removed>(sql`
    with removed as (
      delete from run_cases where run_id = ${runId} and id = ${anyOf(ids)} returning id, case_id, status
    ), ${withdrawn(runId)}
    select r.id, r.case_id as "caseId", r.status, coalesce(g.results, 0) as results
      from removed r left join (select run_case_id, count(*)::int as results from gone group by run_case_id) g on g.run_case_id = r.id`)
  const results = removed.reduce((sum, one) => sum + one.results, 0)
  if (results) actor.must('results', 'delete')
  mustHold(ids, removed)
  mustBeActive(run)
  record.did('run', run, { removed: removed.length, results, runCases: removed.slice(0, MOST_NAMED) })
  return { removed: removed.length }
}
