import { millisecondsOf } from '@testplanit/api/common/time'
import type { Execute, Result, Verdict } from '@testplanit/api/domains/results/schemas'
import { conflict, type Issue, refuseAny } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Actor } from '../../../pipeline/actor.ts'
import type { Writer } from '../../../platform/database/database.ts'
import { newId, newIdAfter, timeOf } from '../../../platform/database/ids.ts'
import type { Uploads } from '../../attachments/queries.ts'
import {
  attachedOf,
  attaching,
  type Claimed,
  isTaken,
  type NewRow,
  newRowColumns,
  newRows,
  notTaken,
} from '../../attachments/writes.ts'
import { lockRun, standingFor } from '../../runs/queries.ts'
import { mustBeActive, mustStandOnce } from '../../runs/rules.ts'
import { resultOf } from '../answers.ts'
import { countsAsTimed } from '../queries.ts'
import type { StepResult } from '../tables.ts'
import { applied } from '../writes.ts'

/** What a caller says of one execution. */
export type Said = Omit<z.infer<typeof Execute>, 'runId'>

/** What became of one of the results that were to be recorded. */
interface Found {
  runCaseId: string
  caseId: string
  /** For how many run cases of the run the given id stands; 0: it stands for nothing in it. */
  matches: number
  /** The result that the run case showed. */
  shownId: string | null
  isDeleted: boolean
  unknownSteps: number[]
  /** Places of the attachments whose file could not be taken. */
  untaken: number[]
}

/**
 * Locks a run and records results in it. Both statements are sent at once: others wait for the lock, so it is held as
 * short as can be. Gives the run, the results, and beside each what its ids were found to be: whoever calls must
 * `refuse` what is wrong with them, which undoes it all.
 */
export const recordInLockedRun = (tx: Writer, runId: string, actor: Actor, said: Said[], uploads: Uploads) =>
  Promise.all([lockRun(tx, runId), recordResults(tx, { id: runId, projectId: actor.projectId }, actor, said, uploads)])

/** Records results in a locked run, with all that they change, in one statement; `corrects` is what the only one corrects. */
export async function recordResults(
  tx: Writer,
  run: { id: string; projectId: string },
  actor: { id: string },
  said: Said[],
  uploads: Uploads,
  corrects?: string,
): Promise<{ recorded: Result[]; found: Found[]; attached: NewRow[] }> {
  const attachmentOf = newRows(uploads)
  const given = said.map((one) => toRow(one, run.id, actor.id, attachmentOf, corrects))
  const attached = given.flatMap(({ attachments }) => attachments)
  const rows = await tx.execute<Omit<Found, 'untaken'> & { claimed: Claimed }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g(id uuid, "createdAt" timestamptz(3), subject uuid, status text, notes jsonb, "durationMs" bigint,
             "stepResults" jsonb, attachments jsonb)
    ), staged as (
      select g.id, g."createdAt" as created_at, g.status, false as flaky, g.notes, g."durationMs" as duration_ms,
             g."stepResults" as step_results, g.attachments, rc.id as run_case_id, rc.case_id, rc.result_id as shown_id, coalesce(rc.matches, 0) as matches
        from given g left join lateral ${standingFor(run.id, sql`g.subject`)} rc on true
    ), inserted as (
      insert into results (id, created_at, created_by, project_id, run_id, run_case_id, case_id, status, notes, duration_ms, step_results, corrects_id)
      select id, created_at, ${actor.id}::uuid, ${run.projectId}::uuid, ${run.id}::uuid, run_case_id, case_id, status, notes, duration_ms, step_results, ${corrects ?? null}::uuid
        from staged where matches > 0
    )${attached.length ? sql`, ${attachingStaged(actor, run.projectId)}` : sql``}, ${applied(run, { failed: given.some(({ status }) => status === 'FAILED'), timed: given.some(countsAsTimed), corrects })}
    select s.run_case_id as "runCaseId", s.case_id as "caseId", s.matches, s.shown_id as "shownId", c.deleted_at is not null as "isDeleted", ${unknownSteps} as "unknownSteps", ${attached.length ? claimed : sql`'{}'::jsonb`} as claimed
      from staged s left join cases c on c.id = s.case_id
     order by s.id`)
  const [recorded, found]: [Result[], Found[]] = [[], []]
  for (const [i, { claimed, ...one }] of rows.entries()) {
    const { attachments, ...row } = given[i] as (typeof given)[number]
    recorded.push(resultOf({ ...row, ...one, attachments: attachments.map((each) => attachedOf(each, claimed)) }))
    found.push({ ...one, untaken: attachments.flatMap((each, n) => (isTaken(each, claimed) ? [] : n)) })
  }
  return { recorded, found, attached }
}

/** Attaches to each staged result what its row says. */
const attachingStaged = (actor: { id: string }, projectId: string) => sql`
    wanted as (
      select w.*, s.id as result_id
        from staged s cross join lateral jsonb_to_recordset(s.attachments) as w(${newRowColumns}) where s.matches > 0
    ), ${attaching(actor, projectId, ['result_id'])}`

/** Of the files that a staged result names, those that could be taken, with their types. */
const claimed = sql`(
  select coalesce(jsonb_object_agg(c.key, c.content_type), '{}')
    from jsonb_to_recordset(s.attachments) as w("fileKey" text) join claimed c on c.key = w."fileKey")`

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
  refuseAny(found.flatMap((one, i) => wrongIds(prefix(i), one)))
  mustBeActive(run)
  for (const [i, { matches }] of found.entries()) mustStandOnce(matches, `${prefix(i)}caseId`)
  const deleted = found.findIndex(({ isDeleted }) => isDeleted)
  if (deleted >= 0) throw conflict('This test case was deleted: it takes no more results.', `${prefix(deleted)}caseId`)
}

const wrongIds = (prefix: string, { matches, unknownSteps, untaken }: Found): Issue[] =>
  matches
    ? [
        ...unknownSteps.map((n) => ({
          field: `${prefix}stepResults.${n}.stepId`,
          message: 'names no step of this case',
        })),
        ...untaken.map((n) => notTaken(`${prefix}attachments.${n}.`)),
      ]
    : [{ field: `${prefix}caseId`, message: 'names nothing in this run' }]

function toRow(
  { caseId: subject, status, notes = null, stepResults, attachments, ...times }: Said,
  runId: string,
  by: string,
  attachmentOf: ReturnType<typeof newRows>,
  correctsId: string | null = null,
) {
  const id = correctsId ? newIdAfter(correctsId) : newId()
  return {
    id,
    subject,
    runId,
    createdAt: timeOf(id),
    createdBy: by,
    status: status ?? statusOf(stepResults),
    notes,
    durationMs: millisecondsOf(times),
    stepResults: stepResults.map(({ stepId, status, notes = null, ...times }): StepResult => {
      return { stepId, status, notes, durationMs: millisecondsOf(times) }
    }),
    attachments: attachments.map(attachmentOf),
    correctsId,
    correctedById: null,
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
