import { MAX_CASES_IN_RUN, MAX_RUN_CASES, type RunCase, type RunCaseStatus } from '@testplanit/api/domains/runs/schemas'
import type { Events } from '@testplanit/api/events'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { MOST_NAMED, newIdSql } from '../../platform/database/ids.ts'
import { runCase } from './answers.ts'
import { type ChosenCase, rowsOf, timesOf } from './queries.ts'
import { mustNotBeTooMany } from './rules.ts'

/** In which count of its run a run case of a status stands. */
const COLUMNS: [column: string, status: RunCaseStatus][] = [
  ['not_started', 'NOT_STARTED'],
  ['in_progress', 'IN_PROGRESS'],
  ['passed', 'PASSED'],
  ['failed', 'FAILED'],
  ['blocked', 'BLOCKED'],
  ['skipped', 'SKIPPED'],
]

/**
 * The one statement that changes a run's counts, to stand in a `with`. `moves` is a relation of (status, n): so many run
 * cases more (or fewer) have that status now. The run must be locked.
 */
export const changeCounts = (runId: string, moves: SQL) => sql`
  update runs set ${sql.join(
    COLUMNS.map(([column]) => sql.raw(`${column} = runs.${column} + moved.${column}`)),
    sql`, `,
  )} from (select ${sql.join(
    COLUMNS.map(([column, status]) => sql.raw(`coalesce(sum(n) filter (where status = '${status}'), 0) as ${column}`)),
    sql`, `,
  )} from (${moves}) moves) moved where runs.id = ${runId}::uuid`

type Assigned = Events['test_run.assigned']['assigned']

interface Inserted extends Record<string, unknown> {
  runCase: RunCase | null
  total: number
  /** How many it would have been, had none stood in the run. */
  size: number
  assigned: Assigned | null
}

/**
 * Puts cases into a run, each once for each row of its parameters and each of the run's configurations; what stands in it
 * stays as it is. They come after that, by the paths of their folders and by their numbers. Gives the first of the new run cases,
 * how many came, and to whom how many of them are assigned. The run must be locked, or new. Throws VALIDATION_ERROR.
 */
export async function insertRunCases(
  tx: Writer,
  run: { id: string; projectId: string; configurationIds: string[] },
  chosen: ChosenCase[],
) {
  const configurations = run.configurationIds.length ? run.configurationIds : ['null']
  const rows = await tx.execute<Inserted>(sql`
    with recursive given as (
      select g."assignedTo", c.id as case_id, c.number, c.folder_id, c.parameters
        from jsonb_to_recordset(${JSON.stringify(chosen)}::jsonb) as g("repositoryCaseId" uuid, "assignedTo" uuid)
        join cases c on c.id = g."repositoryCaseId" and c.project_id = ${run.projectId} and c.deleted_at is null
    ), sized as materialized (
      select coalesce(sum(${timesOf(sql`parameters`)}), 0)::float8 * ${configurations.length} as size from given
    ), paths as (
      select f.id as folder_id, f.parent_id, array[row(f.position, f.name, f.id)] as path
        from folders f where f.id in (select folder_id from given)
      union all
      select p.folder_id, f.parent_id, row(f.position, f.name, f.id) || p.path
        from paths p join folders f on f.id = p.parent_id
    ), added as (
      insert into run_cases (id, run_id, case_id, configuration_id, parameter_row, parameters, assigned_to, position)
      select ${newIdSql}, ${run.id}::uuid, g.case_id, k.id, r.id, r.parameters, g."assignedTo",
             coalesce((select max(position) from run_cases where run_id = ${run.id}), 0)
               + row_number() over (order by p.path, g.number, r.place, k.place)
        from given g join paths p on p.folder_id = g.folder_id and p.parent_id is null
       cross join lateral ${rowsOf(sql`g.parameters`)} r
       cross join unnest(${`{${configurations.join()}}`}::uuid[]) with ordinality as k(id, place)
       where (select size from sized) <= ${MAX_RUN_CASES}
       order by p.path, g.number, r.place, k.place
      on conflict do nothing
      returning *
    ), counted as (${changeCounts(run.id, sql`select 'NOT_STARTED' as status, count(*) as n from added`)})
    select case when rc.id is not null then ${runCase} end as "runCase", (count(rc.id) over ())::int as total, sized.size,
           case when row_number() over (order by rc.position) = 1 then (
             select json_agg(json_build_object('userId', a.assigned_to, 'count', a.count))
               from (select assigned_to, count(*) from added where assigned_to is not null group by 1) a) end as assigned
      from sized left join added rc on true order by rc.position limit ${MAX_CASES_IN_RUN}`)
  const [{ size, total, assigned }] = rows as unknown as [Inserted]
  mustNotBeTooMany(size, 'configurationIds')
  return { testCases: rows.flatMap(({ runCase }) => runCase ?? []), total, assigned: assigned ?? [] }
}

/** What went with the removal of run cases: an audit row names the first of them. */
export interface Removed extends Record<string, unknown> {
  removed: number
  results: number
  runCases?: { id: string; caseId: string; status: RunCaseStatus; results: number }[]
}

/** The columns of `Removed`, behind the relation `removed` (id, case_id, status) and what is `withdrawn` with it. */
export const whatWasRemoved = sql`
  (select count(*)::int from removed) as removed, (select count(*)::int from gone) as results, (
    select coalesce(json_agg(json_build_object(
             'id', r.id, 'caseId', r.case_id, 'status', r.status, 'results', coalesce(g.results, 0))), '[]')
      from (select * from removed limit ${MOST_NAMED}) r
      left join (select run_case_id, count(*) as results from gone group by run_case_id) g on g.run_case_id = r.id
  ) as "runCases"`
