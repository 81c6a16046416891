import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { MAX_RUN_CASES } from '@testplanit/api/domains/runs/schemas'
import { notFound } from '@testplanit/api/errors'
import type { Events } from '@testplanit/api/events'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { newId, newIdSql } from '../../platform/database/ids.ts'
import { requiresApproval } from '../approvals/queries.ts'
import { canRead } from '../members/access.ts'
import { readRun, rowsOf, timesOf } from './queries.ts'
import { mustNotBeTooMany } from './rules.ts'
import { changeCounts } from './writes.ts'

interface Copied extends Record<string, unknown> {
  leftOut: number
  /** How many run cases the copy has more for the rows of cases that had none. */
  added: number
  assigned: Events['test_run.assigned']['assigned'] | null
}

export const copyRun: Handler<typeof operations.copy> = async ({ input, actor, tx, record }) => {
  const { runId, name, only, assignments } = input
  const { projectId } = actor
  const id = newId()
  // A milestone or a plan that is being deleted is waited for, and then left out.
  const made = await tx.execute(sql`
    with source as (select * from runs where id = ${runId} and deleted_at is null),
    reached as (
      select m.id from milestones m join source s on s.milestone_id = m.id where m.deleted_at is null for share of m
    ), planned as (
      select p.id from plans p join source s on s.plan_id = p.id
       where p.deleted_at is null and p.completed_at is null for share of p
    ), configured as (
      insert into run_configurations (run_id, configuration_id, position)
      select ${id}::uuid, k.configuration_id, k.position from run_configurations k join source s on s.id = k.run_id
    )
    insert into runs (id, project_id, name, description, milestone_id, plan_id, created_by, updated_by)
    select ${id}::uuid, project_id, ${name}, description, (select id from reached), (select id from planned), ${actor.id}::uuid, ${actor.id}::uuid from source
    returning id`)
  if (!made.length) throw notFound('test run')
  const [row] = await tx.execute<Copied>(sql`
    with held as materialized (
      select rc.id, rc.case_id, rc.configuration_id, rc.parameter_row, rc.position, rc.assigned_to, c.parameters,
             c.deleted_at is not null or (c.approval <> 'APPROVED' and ${requiresApproval(projectId)})
               or (rc.parameter_row is not null and not coalesce(
                     c.parameters -> 'rows' @> jsonb_build_array(jsonb_build_object('id', rc.parameter_row)), false)) as is_gone
        from run_cases rc join cases c on c.id = rc.case_id
       where rc.run_id = ${runId} ${only ? sql`and rc.status = any(${`{${only.join()}}`}::text[])` : sql``}
    ), grown as materialized (
      select coalesce(sum(${timesOf(sql`parameters`)} - 1), 0)::int as added from held where parameter_row is null and not is_gone
    ), testers as materialized (
      select users.id from users
       where ${assignments === 'keep'} and users.id in (select assigned_to from held) and users.active
         and users.deleted_at is null and ${canRead(projectId)}
    ), added as (
      insert into run_cases (id, run_id, case_id, configuration_id, parameter_row, parameters, position, assigned_to)
      select ${newIdSql}, ${id}::uuid, h.case_id, h.configuration_id, r.id, r.parameters,
             row_number() over (order by h.position, h.id, r.place), t.id
        from held h left join testers t on t.id = h.assigned_to
        join lateral ${rowsOf(sql`h.parameters`)} r on h.parameter_row is null or r.id = h.parameter_row
       where not h.is_gone and (select added from grown) <= ${MAX_RUN_CASES}
       order by h.position, h.id, r.place
      on conflict do nothing
      returning assigned_to
    ), counted as (${changeCounts(id, sql`select 'NOT_STARTED' as status, count(*) as n from added`)})
    select (select count(*)::int from held where is_gone) as "leftOut", (select added from grown) as added, (
      select json_agg(json_build_object('userId', a.assigned_to, 'count', a.count))
        from (select assigned_to, count(*) from added where assigned_to is not null group by 1) a) as assigned`)
  const { leftOut, added, assigned } = row as Copied
  mustNotBeTooMany(added, 'runId')
  const run = await readRun(tx, id)
  const { testCases: _, ...told } = run
  record.created('run', Object.assign(told, { copyOf: runId, only, leftOut }))
  if (assigned) record.event('test_run.assigned', { id, projectId, assigned })
  return { ...run, leftOut }
}
