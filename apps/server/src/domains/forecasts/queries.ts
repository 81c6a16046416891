import type { CaseForecast, MilestoneForecast, RunForecast } from '@testplanit/api/domains/forecasts/schemas'
import { notFound } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { dayOf } from '../../platform/database/time.ts'
import { isExecuted } from '../results/queries.ts'
import { caseForecastOf, type History, milestoneForecastOf, type Outlook, type Part, runForecastOf } from './answers.ts'

const PACE_DAYS = sql.raw('14')

const isSameTest = sql`type = 'SAME_TEST_DIFFERENT_SOURCE' and deleted_at is null`

/** Of a living case, by what it and its same-test links took. Throws NOT_FOUND. */
export async function readCaseForecast(db: Reader, caseId: string): Promise<CaseForecast> {
  const [history] = await db.execute<History & Record<string, unknown>>(sql`
    with family as (
      select ${caseId}::uuid as id
      union all select case_b_id from case_links where case_a_id = ${caseId} and ${isSameTest}
      union all select case_a_id from case_links where case_b_id = ${caseId} and ${isSameTest}
    )
    select c.estimate, d.*, l."lastMs",
           (select count(*)::int from family f join results r on r.case_id = f.id where ${isExecuted} and corrected_by_id is null) as executions
      from cases c
     cross join (
       select coalesce(sum(times), 0)::int as times, coalesce(sum(duration_ms), 0)::float8 as "durationMs",
              coalesce(sum(squares), 0) as squares
         from family f join case_durations on case_id = f.id) d
      left join (
        select r.duration_ms::float8 as "lastMs" from family f
         cross join lateral (
           select id, duration_ms from results where case_id = f.id and ${isExecuted} and corrected_by_id is null order by id desc limit 1) r
         order by r.id desc limit 1) l on true
     where c.id = ${caseId} and c.deleted_at is null`)
  if (!history) throw notFound('test case')
  return caseForecastOf(history)
}

/** What is to be forecast, and when. */
interface Asked {
  projectId: string
  id: string
  now: Date
}

/** Of a living run. Throws NOT_FOUND. */
export async function readRunForecast(db: Reader, { projectId, id, now }: Asked): Promise<RunForecast> {
  const today = dayOf(now)
  const [outlook] = await db.execute<Outlook & Record<string, unknown>>(sql`
    with of_runs as materialized (
      select id as part, id, ${runCounts} from runs where id = ${id} and deleted_at is null
    ), ${outlooks(projectId, today)}
    select * from outlook`)
  if (!outlook) throw notFound('test run')
  return runForecastOf(outlook, today)
}

/** Of a living milestone, with all that is beneath it; cancelled runs do not count. Throws NOT_FOUND. */
export async function readMilestoneForecast(db: Reader, { projectId, id, now }: Asked): Promise<MilestoneForecast> {
  const today = dayOf(now)
  const [own, ...children] = await db.execute<Part & Record<string, unknown>>(sql`
    with recursive tree as (
      select id, id as part, 0 as depth from milestones where id = ${id} and deleted_at is null
      union all
      select m.id, case t.depth when 0 then m.id else t.part end, t.depth + 1
        from milestones m join tree t on m.parent_id = t.id where m.deleted_at is null
    ), of_runs as materialized (
      select t.part, r.id, ${runCounts}
        from tree t join runs r on r.milestone_id = t.id and r.deleted_at is null and r.status <> 'CANCELLED'
    ), ${outlooks(projectId, today)}
    select m.id, m.name, m.due_date as "dueDate", m.completed_at as "completedAt",
           coalesce(o.completed, 0) as completed, coalesce(o.total, 0) as total, coalesce(o.pending, 0) as pending,
           coalesce(o."pendingMs", 0) as "pendingMs", coalesce(o."withoutEstimate", 0) as "withoutEstimate",
           coalesce(o.recent, 0) as recent, coalesce(o.days, 0) as days
      from tree t join milestones m on m.id = t.id left join outlook o on o.part = t.id
     where t.depth < 2 order by t.depth, m.due_date nulls last, m.name, m.id`)
  if (!own) throw notFound('milestone')
  return milestoneForecastOf([own, ...children], today)
}

const runCounts = sql`status, not_started + in_progress as open, passed + failed + blocked + skipped as done`

/**
 * The relation `outlook` (part, …), to stand in a `with` behind `of_runs` (part, id, status, open, done): what is left of
 * the runs of each part, how long it will take, and how much was done lately. Pending are the run cases without a result
 * of active runs; of the other runs the kept counts are enough. They are counted by case before their estimates are
 * looked up, which are read from the kept sums of durations; `cases` is asked only about those without any.
 */
const outlooks = (projectId: string, today: string): SQL => sql`
  pending as (
    select r.part, rc.case_id, count(*)::int as n
      from of_runs r join run_cases rc on rc.run_id = r.id
     where r.status = 'ACTIVE' and r.open > 0 and rc.status in ('NOT_STARTED', 'IN_PROGRESS')
     group by r.part, rc.case_id
  ), link as (
    select case_a_id, case_b_id from case_links where project_id = ${projectId} and ${isSameTest}
  ), same_test as (
    select l.case_id, sum(d.times) as times, sum(d.duration_ms)::float8 as duration_ms
      from (select case_a_id as case_id, case_b_id as other from link
            union all select case_b_id, case_a_id from link) l
      join case_durations d on d.case_id = l.other group by l.case_id
  ), estimated as (
    select part, sum(n)::int as pending, coalesce(sum(n * ms), 0) as ms,
           coalesce(sum(n) filter (where ms is null), 0)::int as without_estimate
      from (
        select p.part, p.n, coalesce(
                 (coalesce(d.duration_ms::float8, 0) + coalesce(s.duration_ms, 0))
                   / nullif(coalesce(d.times, 0) + coalesce(s.times, 0), 0),
                 (select c.estimate * 1000::float8 from cases c where c.id = p.case_id)) as ms
          from pending p
          left join case_durations d on d.case_id = p.case_id
          left join same_test s on s.case_id = p.case_id
        -- Else it would be calculated for each sum.
        offset 0) one
     group by part
  ), paced as (
    select r.part, sum(d.passed + d.failed + d.blocked + d.skipped)::int as recent,
           ${today}::date - min(d.day) + 1 as days
      from of_runs r join daily_results d on d.run_id = r.id
     where d.day > ${today}::date - ${PACE_DAYS} and d.day <= ${today}::date
     group by r.part
  ), outlook as (
    select c.*, coalesce(e.pending, 0) as pending, coalesce(e.ms, 0) as "pendingMs",
           coalesce(e.without_estimate, 0) as "withoutEstimate", coalesce(p.recent, 0) as recent, coalesce(p.days, 0) as days
      from (select part, sum(done)::int as completed, sum(done + open)::int as total from of_runs group by part) c
      left join estimated e using (part)
      left join paced p using (part)
  )`
