import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { withdrawn } from '../results/queries.ts'
import { lockRun, mustBeActive, mustHold } from './queries.ts'

export const removeCases: Handler<typeof operations.removeCases> = async ({ input, tx, record }) => {
  const { runId, ids } = input
  const run = await lockRun(tx, runId)
  const removed = await tx.execute<{ id: string }>(sql`
    with removed as (
      delete from run_cases where run_id = ${runId} and id = any(${`{${ids.join()}}`}::uuid[]) returning id, status
    ), ${withdrawn(runId)}
    select id from removed`)
  mustHold(ids, removed)
  mustBeActive(run)
  record.did('run', run, { removed: removed.length })
  return { removed: removed.length }
}
