import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { MAX_CHOSEN_CASES, type RunCaseFilter } from '@testplanit/api/domains/runs/schemas'
import { invalid, notFound } from '@testplanit/api/errors'
import { and, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type Reader, rawOf, type Writer } from '../../platform/database/database.ts'
import { anyOf, MOST_NAMED } from '../../platform/database/ids.ts'
import { contains, numberIn } from '../../platform/database/text.ts'
import { isFitForRuns } from '../approvals/queries.ts'
import { mustBeApproved } from '../approvals/rules.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { casesWhere, fieldIdsIn } from '../cases/queries.ts'
import { cases } from '../cases/tables.ts'
import { readFields } from '../fields/queries.ts'
import { mustReadProject } from '../members/rules.ts'
import { firstRunCases, type RunRow, runColumns, runOf } from './answers.ts'
import { runCases, runs } from './tables.ts'

/** A living run with its first run cases. Throws NOT_FOUND. */
export async function readRun(db: Reader, id: string) {
  const [row] = await db
    .select({ ...runColumns, testCases: firstRunCases, attachments: attachmentsAt('run_id', 'runs.id') })
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

/**
 * The run case for which an id stands, its own or its repository case's: a relation (id, case_id, result_id, matches) of one
 * row or none. `matches` says for how many it stands.
 */
export const standingFor = (runId: string, id: string | SQL): SQL => sql`(
  select id, case_id, result_id, (count(*) over ())::int as matches from (
    select id, case_id, result_id from run_cases where id = ${id} and run_id = ${runId}
    union all select id, case_id, result_id from run_cases where case_id = ${id} and run_id = ${runId}
  ) either limit 1)`

/** The conditions, over `runCases` joined with `cases`, under which a run case of a run is what a filter asks for. */
export function runCasesWhere(runId: string, filter: RunCaseFilter): (SQL | undefined)[] {
  const { status, assignedTo, unassigned, configurationId, folderId, search } = filter
  return [
    eq(runCases.runId, runId),
    status?.length ? inArray(runCases.status, status) : undefined,
    assignedTo ? eq(runCases.assignedTo, assignedTo) : undefined,
    unassigned === undefined ? undefined : (unassigned ? isNull : isNotNull)(runCases.assignedTo),
    configurationId ? eq(runCases.configurationId, configurationId) : undefined,
    folderId ? eq(cases.folderId, folderId) : undefined,
    search ? or(ilike(cases.title, contains(search)), isNumber(search)) : undefined,
  ]
}

const isNumber = (text: string, number = numberIn(text)) =>
  number === undefined ? undefined : eq(cases.number, number)

/** Run cases with their cases: what the conditions of a filter are over. */
export const runCasesWithCases = sql`${runCases} join ${cases} on ${cases.id} = ${runCases.caseId}`

interface Some {
  ids?: string[] | undefined
  filter?: RunCaseFilter | undefined
}

/**
 * The relations `named` (id), the run cases of a run that an input names by their ids or by a filter, and `unknown`
 * (place), where those of the ids stand that name nothing in it; to stand in a `with`.
 */
export const namedIn = (runId: string, { ids, filter = {} }: Some): SQL => sql`
  named as (${
    ids
      ? sql`select id from run_cases where run_id = ${runId} and id = ${anyOf(ids)}`
      : sql`select ${runCases.id} from ${runCasesWithCases} where ${and(...runCasesWhere(runId, filter))}`
  }), unknown as (
    select place::int - 1 as place from unnest(${`{${(ids ?? []).join()}}`}::uuid[]) with ordinality as given(id, place)
     where id not in (select id from named)
  )`

/** Behind `namedIn`: the ids of the first of them, for an audit row. */
export const someNamed = sql<string[]>`(
  select coalesce(json_agg(id), '[]') from (select id from named limit ${MOST_NAMED}) first)`

/** Behind `namedIn`: for `mustHold`. */
export const unknownPlaces = sql<number[]>`(select coalesce(json_agg(place order by place), '[]') from unknown)`

/**
 * The rows of a case's parameters, with their values by name, to stand behind `lateral`: a relation (id, parameters,
 * place), of one row of nulls where the case has none.
 */
export const rowsOf = (parameters: SQL): SQL => sql`(
  select (r.given ->> 'id')::int as id, r.place, case when r.given is not null then (
           select json_object_agg(p.name, p.value order by p.place)
             from rows from (jsonb_array_elements_text(${parameters} -> 'names'), jsonb_array_elements_text(r.given -> 'values'))
                  with ordinality as p(name, value, place)) end as parameters
    from (select) one left join jsonb_array_elements(${parameters} -> 'rows') with ordinality as r(given, place) on true)`

/** How many run cases a case is for one configuration. */
export const timesOf = (parameters: SQL): SQL => sql`greatest(jsonb_array_length(${parameters} -> 'rows'), 1)`

/** Which cases come into a run; `assignedTo` tests them there. */
export interface ChosenCase {
  repositoryCaseId: string
  assignedTo?: string | null | undefined
}

interface Choice {
  testCases?: ChosenCase[] | undefined
  filter?: CaseFilter | undefined
  /** Who tests those that name nobody themselves. */
  assignedTo?: string | null | undefined
}

/** The cases that an input puts into a run, by their ids or by a filter. Throws VALIDATION_ERROR. */
export async function chooseCases(tx: Writer, projectId: string, choice: Choice): Promise<ChosenCase[]> {
  const { testCases = [], filter, assignedTo } = choice
  await mustReadProject(tx, projectId, [
    ...(assignedTo ? [{ userId: assignedTo, field: 'assignedTo' }] : []),
    ...testCases.flatMap((one, i) =>
      one.assignedTo ? [{ userId: one.assignedTo, field: `testCases.${i}.assignedTo` }] : [],
    ),
  ])
  await mustBeApproved(tx, projectId, testCases)
  if (!filter) return testCases.map((one) => (one.assignedTo === undefined ? { ...one, assignedTo } : one))
  const known = await readFields(tx, projectId, fieldIdsIn(filter))
  const found = await tx
    .select({ repositoryCaseId: cases.id })
    .from(cases)
    .where(and(...casesWhere(projectId, filter, known, 'filter.'), isFitForRuns(projectId)))
    .limit(MAX_CHOSEN_CASES + 1)
  if (found.length <= MAX_CHOSEN_CASES) return found.map((one) => ({ ...one, assignedTo }))
  throw invalid({ field: 'filter', message: `finds more than ${MAX_CHOSEN_CASES} cases: narrow it down` })
}
