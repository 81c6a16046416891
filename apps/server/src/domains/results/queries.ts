import { type SQL, sql } from 'drizzle-orm'
import { purging } from '../attachments/writes.ts'
import { unsaid } from '../comments/writes.ts'
import { unlinked } from '../issues/writes.ts'
import { changeCounts } from '../runs/writes.ts'

const EXECUTED = ['PASSED', 'FAILED', 'BLOCKED']

/** The condition on results that were executed: those skipped or under way say nothing of how a case went. */
export const isExecuted = sql.raw(`status in (${EXECUTED.map((status) => `'${status}'`).join()})`)
const isTimed = sql`${isExecuted} and duration_ms > 0`
const timedSums = sql`count(*) as times, sum(duration_ms) as duration_ms,
  sum(duration_ms::float8 * duration_ms::float8) as squares`

/** Whether a result counts among its case's durations. */
export const countsAsTimed = ({ status, durationMs }: { status: string; durationMs: number | null }): boolean =>
  EXECUTED.includes(status) && durationMs !== null && durationMs > 0

/**
 * What new results change, the one place for it: the run case shows the latest of its results, the run's counts follow,
 * the run's daily sums take all but those IN_PROGRESS, which say nothing yet, their cases' failures those FAILED, and
 * their cases' durations those that were executed and took time.
 *
 * Stands in the `with` of the statement that inserts them, behind a relation named `staged`: (id uuid, run_case_id uuid,
 * case_id uuid, status text, flaky boolean, duration_ms bigint, created_at timestamptz(3)), one row for each new result
 * of this run; of all of one run case the one with the greatest id is the latest, whoever came first to the lock.
 * `created_at` is `timeOf(id)`. The run must have been locked by an earlier statement: else the old status read here may
 * be stale. Where it is known that none has FAILED, `failed: false` spares the look; so does `timed: false` where none
 * counts among its case's durations (`countsAsTimed`).
 *
 *     await tx.execute(sql`
 *       with staged as (…), inserted as (insert into results … select … from staged), ${applied(run)}
 *       select count(*) from staged`)
 */
export const applied = (
  run: { id: string; projectId: string },
  { failed = true, timed = true }: { failed?: boolean; timed?: boolean } = {},
): SQL => sql`
  latest as (
    select distinct on (s.run_case_id) s.run_case_id, s.id, s.status, s.flaky, s.duration_ms, s.created_at, rc.status as former
      from staged s join run_cases rc on rc.id = s.run_case_id and (rc.result_id is null or rc.result_id < s.id)
     order by s.run_case_id, s.id desc
  ), shown as (
    update run_cases rc
       set status = l.status, flaky = l.flaky, duration_ms = l.duration_ms, executed_at = l.created_at,
           result_id = l.id
      from latest l where rc.id = l.run_case_id
  ), counted as (${changeCounts(
    run.id,
    sql`select status, 1 as n from latest union all select former, -1 from latest`,
  )}), summed as (
    insert into daily_results as d (run_id, day, project_id, ${summed})
    select ${run.id}::uuid, s.day, ${run.projectId}::uuid, ${sums} from (${outcomes(sql`staged`)}) s group by s.day
    on conflict (run_id, day) do update set ${more}
  )${failed ? sql`, ${failing(run.projectId)}` : sql``}${timed ? sql`, ${timing}` : sql``}`

/** Cases stand in other runs too, so others write here at the same time: all go by the order of the cases. */
const failing = (projectId: string) => sql`
  failing as (
    insert into case_failures as f (case_id, project_id, failed)
    select case_id, ${projectId}::uuid, count(*) from staged where status = 'FAILED' and case_id is not null
     group by case_id order by case_id
    on conflict (case_id) do update set failed = f.failed + excluded.failed
  )`

const timing = sql`
  timing as (
    insert into case_durations as d (case_id, times, duration_ms, squares)
    select case_id, ${timedSums} from staged where ${isTimed} and case_id is not null group by case_id order by case_id
    on conflict (case_id) do update set times = d.times + excluded.times,
      duration_ms = d.duration_ms + excluded.duration_ms, squares = d.squares + excluded.squares
  )`

/**
 * The contrary: what the removal of run cases takes with it. Stands behind a relation named `removed` (id uuid, status
 * text) of run cases that the same statement deletes from the run, which must be locked. Gives `gone`, the results (id,
 * run_case_id, …).
 */
export const withdrawn = (runId: string): SQL => sql`
  gone as (
    delete from results where run_case_id in (select id from removed) returning id, run_case_id, case_id, status, duration_ms, created_at
  ), ${purging(attachedToGone)}, ${unsaid}, ${unlinked}, less as (
    select s.day, ${sums} from (${outcomes(sql`gone`)}) s group by s.day
  ), emptied as (
    delete from daily_results d using less l
     where d.run_id = ${runId} and d.day = l.day
       and d.passed + d.failed + d.blocked + d.skipped = l.passed + l.failed + l.blocked + l.skipped
  ), summed as (
    update daily_results d set ${fewer} from less l
     where d.run_id = ${runId} and d.day = l.day
       and d.passed + d.failed + d.blocked + d.skipped > l.passed + l.failed + l.blocked + l.skipped
  ), fewer_failed as materialized (
    select f.case_id, l.failed from (select case_id, count(*) as failed from gone where status = 'FAILED' group by case_id) l
      join case_failures f using (case_id) order by f.case_id for no key update of f
  ), failing as (
    update case_failures f set failed = f.failed - l.failed from fewer_failed l where f.case_id = l.case_id
  ), fewer_timed as materialized (
    select l.* from (select case_id, ${timedSums} from gone where ${isTimed} group by case_id) l
      join case_durations d using (case_id) order by d.case_id for no key update of d
  ), timing as (
    update case_durations d
       set times = d.times - l.times, duration_ms = d.duration_ms - l.duration_ms,
           squares = case when d.times = l.times then 0 else greatest(d.squares - l.squares, 0) end
      from fewer_timed l where d.case_id = l.case_id
  ), counted as (${changeCounts(runId, sql`select status, -1 as n from removed`)})`

/** The attachments of results that go, and of what was said about them. */
const attachedToGone = sql`
  select a.id from gone join attachments a on a.result_id = gone.id
  union all select a.id from gone join comments c on c.result_id = gone.id join attachments a on a.comment_id = c.id`

/** What of a relation of results counts in daily sums, with its UTC day. */
export function outcomes(results: SQL): SQL {
  return sql`select status, duration_ms, (created_at at time zone 'UTC')::date as day from ${results}
    where status <> 'IN_PROGRESS'`
}

/** The columns of daily sums, and each as a sum of `outcomes`. */
const SUMS = {
  passed: "count(*) filter (where status = 'PASSED')",
  failed: "count(*) filter (where status = 'FAILED')",
  blocked: "count(*) filter (where status = 'BLOCKED')",
  skipped: "count(*) filter (where status = 'SKIPPED')",
  duration_ms: 'coalesce(sum(duration_ms), 0)',
  timed: 'count(duration_ms)',
}
const each = (part: (column: string, sum: string) => string) =>
  sql.raw(
    Object.entries(SUMS)
      .map(([column, sum]) => part(column, sum))
      .join(),
  )

const summed = each((column) => column)
export const sums = each((column, sum) => `${sum} as ${column}`)
const more = each((column) => `${column} = d.${column} + excluded.${column}`)
const fewer = each((column) => `${column} = d.${column} - l.${column}`)
