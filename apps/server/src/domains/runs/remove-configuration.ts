import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { withdrawn } from '../results/writes.ts'
import { lockRun } from './queries.ts'
import { mustBeActive } from './rules.ts'
import { type Removed, whatWasRemoved } from './writes.ts'

export const removeConfiguration: Handler<typeof operations.removeConfiguration> = async (call) => {
  const { input, actor, tx, record } = call
  const { runId, configurationId } = input
  const run = await lockRun(tx, runId)
  if (!run.configurationIds.includes(configurationId)) throw notFound('configuration in this run')
  const unlisted = sql`
    unlisted as (delete from run_configurations where run_id = ${runId} and configuration_id = ${configurationId})`
  const ofIt = sql`run_id = ${runId} and configuration_id = ${configurationId}`
  const isOnly = run.configurationIds.length === 1
  const [row] = await tx.execute<Removed>(
    isOnly
      ? sql`with ${unlisted}, left_over as (update run_cases set configuration_id = null where ${ofIt})
            select 0 as removed, 0 as results`
      : sql`with ${unlisted}, removed as (
              delete from run_cases where ${ofIt} returning id, case_id, status
            ), ${withdrawn(run)}
            select ${whatWasRemoved}`,
  )
  const removed = row as Removed
  if (removed.results) actor.must('results', 'delete')
  mustBeActive(run)
  record.did('run', run, { configurationId, ...removed })
}
