import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { withdrawn } from '../results/writes.ts'
import { lockRun, namedIn, unknownPlaces } from './queries.ts'
import { mustBeActive, mustHold } from './rules.ts'
import { type Removed, whatWasRemoved } from './writes.ts'

type Row = Removed & { unknown: number[] }

/** Results go with their run cases: that takes the right to delete results, and the audit row says what they were. */
export const removeCases: Handler<typeof operations.removeCases> = async ({ input, actor, tx, record }) => {
  const { runId } = input
  const run = await lockRun(tx, runId)
  const [row] = await tx.execute<Row>(sql`
    with ${namedIn(runId, input)}, removed as (
      delete from run_cases rc using named where rc.id = named.id returning rc.id, rc.case_id, rc.status
    ), ${withdrawn(run)}
    select ${whatWasRemoved}, ${unknownPlaces} as unknown`)
  const { unknown, ...removed } = row as Row
  if (removed.results) actor.must('results', 'delete')
  mustHold(unknown)
  mustBeActive(run)
  record.did('run', run, removed)
  return { removed: removed.removed }
}
