import { type SQL, sql } from 'drizzle-orm'
import { purging } from '../attachments/writes.ts'
import { unsaid } from '../comments/writes.ts'
import { unlinked } from '../issues/writes.ts'
import { changeCounts } from '../runs/writes.ts'
import { isTimed } from './queries.ts'

interface Run {
  id: string
  projectId: string
}

interface Applying {
  failed?: boolean
  timed?: boolean
  corrects?: string | undefined
}

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
 * counts among its case's durations (`countsAsTimed`). Where the one new result corrects another, `corrects` is the id of
 * that: it leaves sums, failures and durations, and says by what it was corrected.
 *
 *     await tx.execute(sql`
 *       with staged as (…), inserted as (insert into results … select … from staged), ${applied(run)}
 *       select count(*) from staged`)
 */
export const applied = (run: Run, { failed = true, timed = true, corrects }: Applying = {}): SQL => sql`
  latest as (
    select distinct on (s.run_case_id) s.run_case_id, s.id, s.status, s.flaky, s.duration_ms, s.created_at, rc.status as former,
           min(s.created_at) over (partition by s.run_case_id) as began
      from staged s join run_cases rc on rc.id = s.run_case_id and (rc.result_id is null or rc.result_id < s.id)
     order by s.run_case_id, s.id desc
  ), shown as (
    update run_cases rc
       set status = l.status, flaky = l.flaky, duration_ms = l.duration_ms, executed_at = l.created_at,
           started_at = least(rc.started_at, l.began), result_id = l.id
      from latest l where rc.id = l.run_case_id
  ), counted as (${changeCounts(
    run.id,
    sql`select status, 1 as n from latest union all select former, -1 from latest`,
  )}), ${
    corrects
      ? corrected(run, corrects)
      : sql`summed as (${moreSums(run, summedUp(outcomes(sql`staged`)))})
          ${failed ? sql`, failing as (${changeFailures(run, failures(sql`staged`))})` : sql``}
          ${timed ? sql`, timing as (${changeDurations(timings(sql`staged`))})` : sql``}`
  }`

const corrected = (run: Run, resultId: string) => sql`
  corrected as (
    update results r set corrected_by_id = s.id from staged s where r.id = ${resultId}
    returning r.case_id, r.status, r.duration_ms, r.created_at
  ), ${changeSums(run, sql`${outcomes(sql`staged`)} union all ${outcomes(sql`corrected`, -1)}`)},
  failing as (${changeFailures(run, sql`${failures(sql`staged`)} union all ${failures(sql`corrected`, -1)}`)}),
  timing as (${changeDurations(sql`${timings(sql`staged`)} union all ${timings(sql`corrected`, -1)}`)})`

/**
 * The contrary: what the removal of run cases takes with it. Stands behind a relation named `removed` (id uuid, status
 * text) of run cases that the same statement deletes from the run, which must be locked. Gives `gone`, the results (id,
 * run_case_id, …).
 */
export const withdrawn = (run: Run): SQL => sql`
  gone as (
    delete from results where run_case_id in (select id from removed)
    returning id, run_case_id, case_id, status, duration_ms, created_at, corrected_by_id
  ), ${purging(attachedToGone)}, ${unsaid}, ${unlinked}, uncounted as (
    select * from gone where corrected_by_id is null
  ), ${changeSums(run, outcomes(sql`uncounted`, -1))},
  failing as (${changeFailures(run, failures(sql`uncounted`, -1))}),
  timing as (${changeDurations(timings(sql`uncounted`, -1))}),
  counted as (${changeCounts(run.id, sql`select status, -1 as n from removed`)})`

/** The attachments of results that go, and of what was said about them. */
const attachedToGone = sql`
  select a.id from gone join attachments a on a.result_id = gone.id
  union all select a.id from gone join comments c on c.result_id = gone.id join attachments a on a.comment_id = c.id`

/** What of a relation of results counts in daily sums, with its UTC day; n: once, or with -1 no more. */
export function outcomes(results: SQL, n = 1): SQL {
  return sql`select status, duration_ms, (created_at at time zone 'UTC')::date as day, ${sql.raw(String(n))} as n
    from ${results} where status <> 'IN_PROGRESS'`
}

/** The columns of daily sums, and each as a sum of `outcomes`. */
const SUMS = {
  passed: "coalesce(sum(n) filter (where status = 'PASSED'), 0)",
  failed: "coalesce(sum(n) filter (where status = 'FAILED'), 0)",
  blocked: "coalesce(sum(n) filter (where status = 'BLOCKED'), 0)",
  skipped: "coalesce(sum(n) filter (where status = 'SKIPPED'), 0)",
  duration_ms: 'coalesce(sum(n * duration_ms), 0)',
  timed: 'coalesce(sum(n) filter (where duration_ms is not null), 0)',
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

const summedUp = (moves: SQL) => sql`select s.day, ${sums} from (${moves}) s group by s.day`

/** Adds sums by day to those of the run. */
const moreSums = (run: Run, moved: SQL) => sql`
  insert into daily_results as d (run_id, day, project_id, ${summed})
  select ${run.id}::uuid, m.day, ${run.projectId}::uuid, ${summed} from (${moved}) m
  on conflict (run_id, day) do update set ${more}`

/** The same where some become fewer, as parts of a `with`: a day of which nothing is left has no row. */
const changeSums = (run: Run, moves: SQL) => sql`
  moved as materialized (${summedUp(moves)}),
  spent as materialized (
    select d.day from daily_results d join moved m on m.day = d.day
     where d.run_id = ${run.id} and d.passed + d.failed + d.blocked + d.skipped + m.passed + m.failed + m.blocked + m.skipped = 0
  ), emptied as (
    delete from daily_results d using spent where d.run_id = ${run.id} and d.day = spent.day
  ), summed as (${moreSums(run, sql`select * from moved where day not in (select day from spent)`)})`

/** What of a relation of results counts as a failure of its case. */
const failures = (results: SQL, n = 1) =>
  sql`select case_id, ${sql.raw(String(n))} as n from ${results} where status = 'FAILED' and case_id is not null`

/** Cases stand in other runs too, so others write here at the same time: all go by the order of the cases. */
const changeFailures = ({ projectId }: Run, moves: SQL) => sql`
  insert into case_failures as f (case_id, project_id, failed)
  select case_id, ${projectId}::uuid, sum(n) from (${moves}) m group by case_id having sum(n) <> 0 order by case_id
  on conflict (case_id) do update set failed = f.failed + excluded.failed`

/** What of a relation of results counts among its case's durations. */
const timings = (results: SQL, n = 1) =>
  sql`select case_id, duration_ms::float8 as ms, ${sql.raw(String(n))} as n from ${results} where ${isTimed} and case_id is not null`

/** By the order of the cases, too. Where none is left, neither is what floating sums leave over. */
const changeDurations = (moves: SQL) => sql`
  insert into case_durations as d (case_id, times, duration_ms, squares)
  select case_id, sum(n), sum(n * ms), sum(n * ms * ms) from (${moves}) m group by case_id order by case_id
  on conflict (case_id) do update set times = d.times + excluded.times, duration_ms = d.duration_ms + excluded.duration_ms,
    squares = case when d.times + excluded.times = 0 then 0 else greatest(d.squares + excluded.squares, 0) end`
