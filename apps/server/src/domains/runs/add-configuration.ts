import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { MAX_CONFIGURATIONS } from '@testplanit/api/domains/runs/schemas'
import { conflict } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { newIdSql } from '../../platform/database/ids.ts'
import { lockRun } from './queries.ts'
import { mustBeActive } from './rules.ts'
import { changeCounts } from './writes.ts'

export const addConfiguration: Handler<typeof operations.addConfiguration> = async ({ input, tx, record }) => {
  const { runId, configurationId } = input
  const run = await lockRun(tx, runId)
  mustBeActive(run)
  const [first] = run.configurationIds
  if (run.configurationIds.length >= MAX_CONFIGURATIONS && !run.configurationIds.includes(configurationId))
    throw conflict(`A run has at most ${MAX_CONFIGURATIONS} configurations.`, 'configurationId')
  const [row] = await tx.execute<{ added: number }>(sql`
    with listed as (
      insert into run_configurations (run_id, configuration_id, position)
      select ${runId}::uuid, ${configurationId}::uuid, coalesce(max(position) + 1, 0) from run_configurations where run_id = ${runId}
      on conflict do nothing
    ), ${first ? added(runId, configurationId) : taken(runId, configurationId)}
    select count(*)::int as added from added`)
  const { added: count } = row as { added: number }
  record.did('run', run, { configurationId, added: count })
  return { added: count }
}

/** Each case comes right behind where it stands for the configurations before: at the same place, with a later id. */
const added = (runId: string, configurationId: string): SQL => sql`
  added as (
    insert into run_cases (id, run_id, case_id, configuration_id, parameter_row, parameters, position)
    select ${newIdSql}, ${runId}::uuid, held.case_id, ${configurationId}::uuid, held.parameter_row, held.parameters, held.position
      from (select distinct on (case_id, parameter_row) case_id, parameter_row, parameters, position
              from run_cases where run_id = ${runId} order by case_id, parameter_row, position desc) held
      join cases c on c.id = held.case_id and c.deleted_at is null
    on conflict do nothing
    returning id
  ), counted as (${changeCounts(runId, sql`select 'NOT_STARTED' as status, count(*) as n from added`)})`

/** The first configuration is that of all that the run held without one. */
const taken = (runId: string, configurationId: string): SQL => sql`
  taken as (
    update run_cases set configuration_id = ${configurationId}::uuid where run_id = ${runId} and configuration_id is null
  ), added as (select where false)`
