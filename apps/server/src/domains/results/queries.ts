import type { Execute, Result, Verdict } from '@testplanit/api/domains/results/schemas'
import { conflict, type Issue, invalid } from '@testplanit/api/errors'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'
import { changeCounts, mustBeActive } from '../runs/queries.ts'
import { results, type StepResult } from './tables.ts'

/** When an id was made: what a result says of its time agrees with the place of its id, whatever transaction holds it. */
export const timeOf = (id: string): string =>
  new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString()

/**
 * What new results change, the one place for it: the run case shows the latest of its results, the run's counts follow,
 * and the run's daily sums take all but those IN_PROGRESS, which say nothing yet.
 *
 * Stands in the `with` of the statement that inserts them, behind a relation named `staged`:
 * (id uuid, run_case_id uuid, status text, flaky boolean, duration_ms bigint, created_at timestamptz(3)), one row for
 * each new result of this run; of several for one run case the one with the greatest id is the latest. `created_at` is
 * `timeOf(id)`. The run must have been locked by an earlier statement: else the old status read here may be stale.
 *
 *     await tx.execute(sql`
 *       with staged as (…), inserted as (insert into results … select … from staged), ${applied(run)}
 *       select count(*) from staged`)
 */
export const applied = (run: { id: string; projectId: string }): SQL => sql`
  latest as (
    select distinct on (s.run_case_id) s.run_case_id, s.status, s.flaky, s.duration_ms, s.created_at, rc.status as former
      from staged s join run_cases rc on rc.id = s.run_case_id
     order by s.run_case_id, s.id desc
  ), shown as (
    update run_cases rc
       set status = l.status, flaky = l.flaky, duration_ms = l.duration_ms, executed_at = l.created_at
      from latest l where rc.id = l.run_case_id
  ), counted as (${changeCounts(
    run.id,
    sql`select status, 1 as n from latest union all select former, -1 from latest`,
  )}), summed as (
    insert into daily_results as d (run_id, day, project_id, ${summed})
    select ${run.id}::uuid, s.day, ${run.projectId}::uuid, ${sums} from (${outcomes(sql`staged`)}) s group by s.day
    on conflict (run_id, day) do update set ${more}
  )`

/**
 * The contrary: what the removal of run cases takes with it. Stands behind a relation named `removed` (id uuid, status
 * text) of run cases that the same statement deletes from the run, which must be locked. Gives `gone`, the results (id,
 * run_case_id, …).
 */
export const withdrawn = (runId: string): SQL => sql`
  gone as (
    delete from results where run_case_id in (select id from removed) returning id, run_case_id, status, duration_ms, created_at
  ), unattached as (
    delete from attachments where result_id in (select id from gone)
  ), less as (
    select s.day, ${sums} from (${outcomes(sql`gone`)}) s group by s.day
  ), emptied as (
    delete from daily_results d using less l
     where d.run_id = ${runId} and d.day = l.day
       and d.passed + d.failed + d.blocked + d.skipped = l.passed + l.failed + l.blocked + l.skipped
  ), summed as (
    update daily_results d set ${fewer} from less l
     where d.run_id = ${runId} and d.day = l.day
       and d.passed + d.failed + d.blocked + d.skipped > l.passed + l.failed + l.blocked + l.skipped
  ), counted as (${changeCounts(runId, sql`select status, -1 as n from removed`)})`

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

/** What a caller says of one execution. */
export type Said = Omit<z.infer<typeof Execute>, 'runId'>

/** What became of one of the results that were to be recorded. */
interface Found {
  runCaseId: string
  caseId: string
  /** For how many run cases of the run the given id stands; 0: it stands for nothing in it. */
  matches: number
  isDeleted: boolean
  unknownSteps: number[]
}

/**
 * Records results in a locked run, with all that they change, in one statement. Gives the results, and beside each what
 * its ids were found to be: whoever calls must `refuse` what is wrong with them, which undoes it all.
 */
export async function recordResults(
  tx: Writer,
  run: { id: string; projectId: string },
  actor: { id: string },
  said: Said[],
): Promise<{ recorded: Result[]; found: Found[] }> {
  const given = said.map((one) => toRow(one, run.id, actor.id))
  const found = await tx.execute<Found & Record<string, unknown>>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g(id uuid, "createdAt" timestamptz(3), subject uuid, status text, notes jsonb, "durationMs" bigint,
             "stepResults" jsonb, attachments jsonb)
    ), staged as (
      select g.id, g."createdAt" as created_at, g.status, false as flaky, g.notes, g."durationMs" as duration_ms,
             g."stepResults" as step_results, g.attachments, rc.id as run_case_id, rc.case_id, coalesce(rc.matches, 0) as matches
        from given g left join lateral (
          select id, case_id, (count(*) over ())::int as matches from (
            select id, case_id from run_cases where id = g.subject and run_id = ${run.id}
            union all select id, case_id from run_cases where case_id = g.subject and run_id = ${run.id}
          ) either limit 1) rc on true
    ), inserted as (
      insert into results (id, created_at, created_by, project_id, run_id, run_case_id, case_id, status, notes, duration_ms, step_results)
      select id, created_at, ${actor.id}::uuid, ${run.projectId}::uuid, ${run.id}::uuid, run_case_id, case_id, status, notes, duration_ms, step_results
        from staged where matches > 0
    ), attached as (
      insert into attachments (id, created_at, created_by, project_id, result_id, position, name, url)
      select a.id, s.created_at, ${actor.id}::uuid, ${run.projectId}::uuid, s.id, a.position, a.name, a.url
        from staged s
       cross join lateral jsonb_to_recordset(s.attachments) as a(id uuid, position int, name text, url text)
       where s.matches > 0
    ), ${applied(run)}
    select s.run_case_id as "runCaseId", s.case_id as "caseId", s.matches, c.deleted_at is not null as "isDeleted", ${unknownSteps} as "unknownSteps"
      from staged s left join cases c on c.id = s.case_id
     order by s.id`)
  const recorded = given.map((row, i) => resultOf({ ...row, ...(found[i] as Found) }))
  return { recorded, found }
}

/** Places of the step results whose step, removed or not, is none of the case's. */
const unknownSteps = sql`(
  select coalesce(jsonb_agg(r.place - 1), '[]')
    from jsonb_array_elements(s.step_results) with ordinality r(step, place)
   where not exists (select from steps t where t.id = (r.step->>'stepId')::uuid and t.case_id = s.case_id))`

/** Throws where a result cannot be: VALIDATION_ERROR naming all the ids that are wrong, then CONFLICT. */
export function refuse(
  run: { status: 'ACTIVE' | 'COMPLETED' | 'CANCELLED' },
  found: Found[],
  prefix = (_: number) => '',
) {
  const [wrong, ...others] = found.flatMap(({ matches, unknownSteps }, i) => wrongIds(prefix(i), matches, unknownSteps))
  if (wrong) throw invalid(wrong, ...others)
  mustBeActive(run)
  const ambiguous = found.findIndex(({ matches }) => matches > 1)
  if (ambiguous >= 0)
    throw conflict(
      'This case stands in the run more than once: give the id of the run case (testCases[].id of the run).',
      `${prefix(ambiguous)}caseId`,
    )
  const deleted = found.findIndex(({ isDeleted }) => isDeleted)
  if (deleted >= 0) throw conflict('This test case was deleted: it takes no more results.', `${prefix(deleted)}caseId`)
}

const wrongIds = (prefix: string, matches: number, unknownSteps: number[]): Issue[] =>
  matches
    ? unknownSteps.map((n) => ({ field: `${prefix}stepResults.${n}.stepId`, message: 'names no step of this case' }))
    : [{ field: `${prefix}caseId`, message: 'names nothing in this run' }]

function toRow(
  { caseId: subject, status, notes = null, stepResults, attachments, ...times }: Said,
  runId: string,
  by: string,
) {
  const id = newId()
  return {
    id,
    subject,
    runId,
    createdAt: timeOf(id),
    createdBy: by,
    status: status ?? statusOf(stepResults),
    notes,
    durationMs: milliseconds(times),
    stepResults: stepResults.map(({ stepId, status, notes = null, ...times }): StepResult => {
      return { stepId, status, notes, durationMs: milliseconds(times) }
    }),
    attachments: attachments.map(({ name, url }, position) => ({ id: newId(), position, name, url })),
    flaky: false,
    message: null,
    details: null,
    attempts: null,
  }
}

/** The status that follows from the steps: the worst counts, and skipped ones only where there is nothing else. */
export function statusOf(steps: { status: Verdict }[]): Verdict {
  const has = (status: Verdict) => steps.some((step) => step.status === status)
  if (has('FAILED')) return 'FAILED'
  if (has('BLOCKED')) return 'BLOCKED'
  return steps.every(({ status }) => status === 'SKIPPED') ? 'SKIPPED' : 'PASSED'
}

type Times = { duration?: number | null | undefined; durationMs?: number | null | undefined }
const milliseconds = ({ duration, durationMs }: Times) => durationMs ?? (duration == null ? null : duration * 1000)
const inSeconds = (ms: number | null) => (ms === null ? null : Math.round(ms / 1000))

/** A result as the API answers it. */
export function resultOf(
  row: Omit<typeof results.$inferSelect, 'importId' | 'projectId'> & { attachments: Result['attachments'] },
): Result {
  return {
    id: row.id,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    runId: row.runId,
    runCaseId: row.runCaseId,
    repositoryCaseId: row.caseId,
    status: row.status,
    notes: row.notes,
    duration: inSeconds(row.durationMs),
    durationMs: row.durationMs,
    flaky: row.flaky,
    message: row.message,
    details: row.details,
    attempts: row.attempts ?? [],
    stepResults: (row.stepResults ?? []).map((step) => ({ ...step, duration: inSeconds(step.durationMs) })),
    attachments: row.attachments.map(({ id, name, url }) => ({ id, name, url })),
  }
}

/** The columns of a listed result, where the statement reads from `results`: for `resultOf`. */
const { importId: _, projectId: __, ...ownColumns } = getTableColumns(results)
export const resultColumns = {
  ...ownColumns,
  attachments: sql<Result['attachments']>`(
    select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'url', a.url) order by a.position), '[]')
      from attachments a where a.result_id = results.id)`,
}
