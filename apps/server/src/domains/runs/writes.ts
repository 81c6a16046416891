import {
  MAX_CASES_IN_RUN,
  MAX_CHOSEN_CASES,
  type RunCase,
  type RunCaseStatus,
} from '@testplanit/api/domains/runs/schemas'
import { invalid } from '@testplanit/api/errors'
import type { Events } from '@testplanit/api/events'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { MOST_NAMED, newId } from '../../platform/database/ids.ts'
import { runCase } from './answers.ts'
import type { ChosenCase } from './queries.ts'

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

/**
 * Puts cases into a run, each once for each of the run's configurations; those that stand in it stay as they are. They
 * come after what is there, by the paths of their folders and by their numbers. Gives the first of the new run cases,
 * how many came, and to whom how many of them are assigned. The run must be locked, or new.
 */
export async function insertRunCases(
  tx: Writer,
  run: { id: string; projectId: string; configurationIds: string[] },
  chosen: ChosenCase[],
) {
  const configurations = run.configurationIds.length ? run.configurationIds : [null]
  if (chosen.length * configurations.length > MAX_CHOSEN_CASES)
    throw invalid({
      field: 'configurationIds',
      message: `and cases make more than ${MAX_CHOSEN_CASES} run cases: take fewer of either`,
    })
  const given = chosen.flatMap(({ repositoryCaseId, assignedTo }) =>
    configurations.map((configurationId, k) => ({ id: newId(), repositoryCaseId, assignedTo, configurationId, k })),
  )
  const rows = await tx.execute<{ runCase: RunCase; total: number; assigned: Assigned | null }>(sql`
    with recursive given as (
      select g.*, c.id as case_id, c.number, c.folder_id
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as g(id uuid, "repositoryCaseId" uuid, "assignedTo" uuid, "configurationId" uuid, k int)
        join cases c on c.id = g."repositoryCaseId" and c.project_id = ${run.projectId} and c.deleted_at is null
    ), paths as (
      select f.id as folder_id, f.parent_id, array[row(f.position, f.name, f.id)] as path
        from folders f where f.id in (select folder_id from given)
      union all
      select p.folder_id, f.parent_id, row(f.position, f.name, f.id) || p.path
        from paths p join folders f on f.id = p.parent_id
    ), added as (
      insert into run_cases (id, run_id, case_id, configuration_id, assigned_to, position)
      select g.id, ${run.id}::uuid, g.case_id, g."configurationId", g."assignedTo",
             coalesce((select max(position) from run_cases where run_id = ${run.id}), 0)
               + row_number() over (order by p.path, g.number, g.k)
        from given g join paths p on p.folder_id = g.folder_id and p.parent_id is null
       order by p.path, g.number, g.k
      on conflict do nothing
      returning *
    ), counted as (${changeCounts(run.id, sql`select 'NOT_STARTED' as status, count(*) as n from added`)})
    select ${runCase} as "runCase", (count(*) over ())::int as total,
           case when row_number() over (order by rc.position) = 1 then (
             select json_agg(json_build_object('userId', a.assigned_to, 'count', a.count))
               from (select assigned_to, count(*) from added where assigned_to is not null group by 1) a) end as assigned
      from added rc order by rc.position limit ${MAX_CASES_IN_RUN}`)
  const testCases = rows.map(({ runCase }) => runCase)
  return { testCases, total: rows[0]?.total ?? 0, assigned: rows[0]?.assigned ?? [] }
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
