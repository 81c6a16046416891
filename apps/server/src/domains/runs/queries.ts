import type { Counts, RunCase, RunCaseStatus } from '@testplanit/api/domains/runs/schemas'
import { MAX_CASES_IN_RUN, MAX_CHOSEN_CASES } from '@testplanit/api/domains/runs/schemas'
import { conflict, invalid, notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm'
import { type Reader, rawOf, type Writer } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import { newId } from '../../platform/database/ids.ts'
import { isoTime, seconds } from '../../platform/database/time.ts'
import { runs } from './tables.ts'

type RunRow = typeof runs.$inferSelect

/** A run as lists answer it, from its row and its configurations. */
export function listedRunOf({ configurationIds, ...row }: RunRow & { configurationIds: string[] }) {
  const { notStarted, inProgress, passed, failed, blocked, skipped, ...run } = answer(row)
  const counts: Counts = { notStarted, inProgress, passed, failed, blocked, skipped }
  const [only, ...others] = configurationIds
  return { ...run, configurationId: (!others.length && only) || null, configurationIds, counts }
}

/** A run as the API answers it, with its first run cases. */
export function runOf({ testCases, ...row }: RunRow & { configurationIds: string[]; testCases: RunCase[] }) {
  const run = listedRunOf(row)
  const testCasesTotal = Object.values(run.counts).reduce((sum, count) => sum + count, 0)
  return { ...run, testCases, testCasesTotal }
}

const configurationIds = sql<string[]>`(
  select coalesce(jsonb_agg(k.configuration_id order by k.position), '[]')
    from run_configurations k where k.run_id = runs.id)`

/** A run case as the API answers it, where the statement reads from `rc`. */
const runCase = sql<RunCase>`json_build_object(
  'id', rc.id, 'repositoryCaseId', rc.case_id, 'configurationId', rc.configuration_id, 'assignedTo', rc.assigned_to,
  'status', rc.status, 'executedAt', ${isoTime(sql`rc.executed_at`)}, 'duration', ${seconds(sql`rc.duration_ms`)},
  'durationMs', rc.duration_ms)`

const firstRunCases = sql<RunCase[]>`(
  select coalesce(json_agg(${runCase}), '[]')
    from (select * from run_cases where run_id = runs.id order by position, id limit ${MAX_CASES_IN_RUN}) rc)`

/** The columns of a listed run: for `listedRunOf`. */
export const runColumns = { ...getTableColumns(runs), configurationIds }

/** A living run with its first run cases. Throws NOT_FOUND. */
export async function readRun(db: Reader, id: string) {
  const [row] = await db
    .select({ ...runColumns, testCases: firstRunCases })
    .from(runs)
    .where(and(eq(runs.id, id), isNull(runs.deletedAt)))
  if (!row) throw notFound('test run')
  return runOf(row)
}

/**
 * Locks a run, as every command on what is in it does first; what is read by a later statement is then true to the end.
 * It is on its way before this returns: another statement may be sent behind it without waiting for the answer.
 * Throws NOT_FOUND where it does not live.
 */
export async function lockRun(tx: Writer, id: string) {
  const [row] = await rawOf(tx)<(Pick<RunRow, 'id' | 'projectId' | 'status'> & { configurationIds: string[] })[]>`
    select id, project_id as "projectId", status, array(
             select k.configuration_id from run_configurations k where k.run_id = runs.id order by k.position
           ) as "configurationIds"
      from runs where id = ${id} and deleted_at is null for update`.execute()
  if (!row) throw notFound('test run')
  return row
}

/** Throws CONFLICT where nothing may change in a run any more. */
export function mustBeActive({ status }: Pick<RunRow, 'status'>): void {
  if (status !== 'ACTIVE')
    throw conflict(`This run is ${status.toLowerCase()}: it takes no changes. Reopen it (status ACTIVE) to go on.`)
}

/** Throws VALIDATION_ERROR naming those of the ids that a run does not hold. */
export function mustHold(ids: string[], held: { id: string }[]): void {
  const known = new Set(held.map(({ id }) => id))
  const [first, ...others] = ids.flatMap((id, i) =>
    known.has(id.toLowerCase()) ? [] : [{ field: `ids.${i}`, message: 'names nothing in this run' }],
  )
  if (first) throw invalid(first, ...others)
}

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

/** Which cases come into a run; `assignedTo` tests them there. */
export interface ChosenCase {
  repositoryCaseId: string
  assignedTo?: string | null | undefined
}

/**
 * Puts cases into a run, each once for each of the run's configurations; those that stand in it stay as they are. They
 * come after what is there, by the paths of their folders and by their numbers. Gives the first of the new run cases and
 * how many came. The run must be locked, or new.
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
  const rows = await tx.execute<{ runCase: RunCase; total: number }>(sql`
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
    select ${runCase} as "runCase", (count(*) over ())::int as total
      from added rc order by rc.position limit ${MAX_CASES_IN_RUN}`)
  const testCases = rows.map(({ runCase }) => runCase)
  return { testCases, total: rows[0]?.total ?? 0 }
}
