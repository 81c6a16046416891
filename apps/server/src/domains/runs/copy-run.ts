import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { notFound } from '@testplanit/api/errors'
import type { Events } from '@testplanit/api/events'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { newId, newIdSql } from '../../platform/database/ids.ts'
import { requiresApproval } from '../approvals/queries.ts'
import { canRead } from '../members/access.ts'
import { readRun } from './queries.ts'
import { changeCounts } from './writes.ts'

interface Copied extends Record<string, unknown> {
  leftOut: number
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
      select rc.*, c.deleted_at is not null or (c.approval <> 'APPROVED' and ${requiresApproval(projectId)}) as is_gone
        from run_cases rc join cases c on c.id = rc.case_id
       where rc.run_id = ${runId} ${only ? sql`and rc.status = any(${`{${only.join()}}`}::text[])` : sql``}
    ), testers as materialized (
      select users.id from users
       where ${assignments === 'keep'} and users.id in (select assigned_to from held) and users.active
         and users.deleted_at is null and ${canRead(projectId)}
    ), added as (
      insert into run_cases (id, run_id, case_id, configuration_id, parameter_row, position, assigned_to)
      select ${newIdSql}, ${id}::uuid, h.case_id, h.configuration_id, h.parameter_row,
             row_number() over (order by h.position, h.id), t.id
        from held h left join testers t on t.id = h.assigned_to where not h.is_gone
      returning assigned_to
    ), counted as (${changeCounts(id, sql`select 'NOT_STARTED' as status, count(*) as n from added`)})
    select (select count(*)::int from held where is_gone) as "leftOut", (
      select json_agg(json_build_object('userId', a.assigned_to, 'count', a.count))
        from (select assigned_to, count(*) from added where assigned_to is not null group by 1) a) as assigned`)
  const { leftOut, assigned } = row as Copied
  const run = await readRun(tx, id)
  const { testCases: _, ...told } = run
  record.created('run', Object.assign(told, { copyOf: runId, only, leftOut }))
  if (assigned) record.event('test_run.assigned', { id, projectId, assigned })
  return { ...run, leftOut }
}
