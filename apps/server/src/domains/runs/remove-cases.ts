import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { RunCaseStatus } from '@testplanit/api/domains/runs/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { MOST_NAMED } from '../../platform/database/ids.ts'
import { withdrawn } from '../results/queries.ts'
import { lockRun, namedIn, unknownPlaces } from './queries.ts'
import { mustBeActive, mustHold } from './rules.ts'

interface Row extends Record<string, unknown> {
  removed: number
  results: number
  /** The first of the removed. */
  runCases: { id: string; caseId: string; status: RunCaseStatus; results: number }[]
  unknown: number[]
}

/** Results go with their run cases: that takes the right to delete results, and the audit row says what they were. */
export const removeCases: Handler<typeof operations.removeCases> = async ({ input, actor, tx, record }) => {
  const { runId } = input
  const run = await lockRun(tx, runId)
  const [row] = await tx.execute<Row>(sql`
    with ${namedIn(runId, input)}, removed as (
      delete from run_cases rc using named where rc.id = named.id returning rc.id, rc.case_id, rc.status
    ), ${withdrawn(runId)}
    select (select count(*)::int from removed) as removed, (select count(*)::int from gone) as results,
           (select coalesce(json_agg(json_build_object(
                     'id', r.id, 'caseId', r.case_id, 'status', r.status, 'results', coalesce(g.results, 0))), '[]')
              from (select * from removed limit ${MOST_NAMED}) r
              left join (select run_case_id, count(*) as results from gone group by run_case_id) g on g.run_case_id = r.id
           ) as "runCases",
           ${unknownPlaces} as unknown`)
  const { removed, results, runCases, unknown } = row as Row
  if (results) actor.must('results', 'delete')
  mustHold(unknown)
  mustBeActive(run)
  record.did('run', run, { removed, results, runCases })
  return { removed }
}
