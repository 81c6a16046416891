import { rate } from '@testplanit/api/common/rate'
import type { reports as operations } from '@testplanit/api/domains/reports/operations'
import type { ReportFilters, TestExecution } from '@testplanit/api/domains/reports/schemas'
import { and, type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Handler } from '../../pipeline/handler.ts'
import { madeOn } from '../../platform/database/ids.ts'
import { isoTime } from '../../platform/database/time.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { casesWhere } from '../cases/queries.ts'
import { cases } from '../cases/tables.ts'
import { milestones } from '../milestones/tables.ts'
import { outcomes, sums } from '../results/writes.ts'
import { topOfAll, topOfThese } from './queries.ts'

type Filters = z.infer<typeof ReportFilters>
type Day = Record<'passed' | 'failed' | 'blocked' | 'skipped' | 'durationMs' | 'timed', number> & { date: string }
interface Row extends Record<string, unknown> {
  runs: number
  cases: number
  days: Day[] | null
  failures: TestExecution['topFailures'] | null
}

const RECENT = 20

/**
 * One statement. Sums come from the daily ones that are kept with the results; only where a filter asks for less than a
 * whole run are the results themselves added up, found by their ids, which hold the time.
 */
export const reportTestExecution: Handler<typeof operations.testExecution> = async ({ input, db }) => {
  const { projectId, dateRange, filters } = input
  const { from, to } = dateRange
  const runs = runsOf(projectId, filters)
  const runCases = runCasesOf(projectId, runs.ids, filters)
  const inRange = sql`${madeOn(sql`r.id`, dateRange)} and r.corrected_by_id is null and ${runs.hold} ${runCases ? sql`and r.run_case_id in (select id from held)` : sql``}`
  const days = runCases
    ? sql`materialized (
          select run_id, day, ${sums} from (
            select r.run_id, o.* from results r cross join lateral (${outcomes(sql`(select r.status, r.duration_ms, r.created_at) one`)}) o
             where r.project_id = ${projectId} and ${inRange}) s group by run_id, day)`
    : sql`not materialized (
          select * from daily_results r where r.project_id = ${projectId} and r.day between ${from} and ${to} and ${runs.hold})`
  // Their ids as an array: as a join, a plan that is made for any range looks them up one by one.
  const size = runCases
    ? sql`select count(distinct run_id)::int as runs, count(*)::int as cases from held where run_id in (select run_id from days)`
    : sql`select count(*)::int as runs,
                 coalesce(sum(not_started + in_progress + passed + failed + blocked + skipped), 0)::int as cases
            from runs where id = any(array(select run_id from days))`
  const [row] = await db.execute<Row>(sql`
    with ${runCases ? sql`held as materialized (${runCases}),` : sql``}
    days as ${days},
    ${runs.areAll && !runCases ? topOfAll(projectId, inRange) : topOfThese(projectId, inRange)}
    select size.*,
           (select json_agg(d order by d.date) from (
              select day as date, sum(passed)::int as passed, sum(failed)::int as failed, sum(blocked)::int as blocked,
                     sum(skipped)::int as skipped, sum(duration_ms)::float8 as "durationMs", sum(timed)::int as timed
                from days group by day) d) as days,
           (select json_agg(f order by f."failureCount" desc, f.number) from (
              select c.title as "testCase", f.failed as "failureCount", c.id as "caseId", c.number, seen.*
                from failures f
                join cases c on c.id = f.case_id
               cross join lateral (
                 select ${isoTime(sql`max(r.created_at) filter (where status = 'FAILED')`)} as "lastFailed",
                        count(*) filter (where status in ('PASSED', 'FAILED', 'BLOCKED'))::int as executions,
                        (array_agg(status order by r.id desc))[1:${sql.raw(String(RECENT))}] as recent
                   from results r where r.case_id = c.id and r.status <> 'IN_PROGRESS' and ${inRange}) seen) f) as failures
      from (${size}) size`)
  return reportOf(row as Row)
}

function reportOf({ runs, cases, days, failures }: Row): TestExecution {
  const all = days ?? []
  const total = (key: keyof Omit<Day, 'date'>) => all.reduce((sum, day) => sum + day[key], 0)
  const [passed, executed, timed] = [
    total('passed'),
    total('passed') + total('failed') + total('blocked'),
    total('timed'),
  ]
  return {
    summary: {
      totalRuns: runs,
      totalCases: cases,
      executed,
      passRate: rate(passed, executed),
      avgDuration: timed ? Math.round(total('durationMs') / timed) / 1000 : 0,
    },
    trends: all.map(({ durationMs: _, timed: __, ...day }) => ({
      ...day,
      passRate: rate(day.passed, day.passed + day.failed + day.blocked),
    })),
    topFailures: (failures ?? []).map((failure) => ({ ...failure, recent: failure.recent.reverse() })),
  }
}

/** The living runs of which the report tells, and the condition that `r` belongs to one of them. */
function runsOf(projectId: string, { testRunId, milestoneId }: Filters) {
  const ids = sql`select id from runs where project_id = ${projectId} and deleted_at is null
    ${testRunId ? sql`and id = ${testRunId}` : sql``} ${milestoneId ? sql`and milestone_id in ${subtreeOf(milestones, milestoneId)}` : sql``}`
  // Where all are asked for, the few that were deleted are looked up faster than the many that live.
  const deleted = sql`select id from runs where project_id = ${projectId} and deleted_at is not null`
  const areAll = !testRunId && !milestoneId
  return { ids, areAll, hold: areAll ? sql`r.run_id not in (${deleted})` : sql`r.run_id in (${ids})` }
}

/** The run cases that filters ask for within those runs; null where they ask for all. */
function runCasesOf(
  projectId: string,
  runs: SQL,
  { assignedTo, configurationId, tags = [], folderId }: Filters,
): SQL | null {
  const ofCase = tags.length || folderId
  if (!assignedTo && !configurationId && !ofCase) return null
  const inCases = sql`select ${cases.id} from ${cases} where ${and(...casesWhere(projectId, { tags, folderId, includeSubfolders: true }, new Map()))}`
  return sql`select rc.id, rc.run_id from run_cases rc where rc.run_id in (${runs}) ${sql.join([
    assignedTo ? sql` and rc.assigned_to = ${assignedTo}` : sql``,
    configurationId ? sql` and rc.configuration_id = ${configurationId}` : sql``,
    ofCase ? sql` and rc.case_id in (${inCases})` : sql``,
  ])}`
}
