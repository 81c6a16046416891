import type { UploadedFile } from '@testplanit/api/domains/imports/schemas'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../../platform/database/database.ts'
import { type CaseCountChange, countCases } from '../../folders/writes.ts'
import { applied } from '../../results/writes.ts'
import { changeCounts } from '../../runs/writes.ts'
import { holdDefault } from '../../templates/queries.ts'
import { makeFolders } from './make-folders.ts'

export interface Place {
  importId: string
  /** Locked, or new. */
  run: { id: string; projectId: string; configurationIds: string[] }
  /** Beneath it new cases' folders are made; without it beneath the root. */
  folderId: string | undefined
  createTestCases: boolean
  actor: { id: string }
}

type FileCounts = Partial<Record<'passed' | 'failed' | 'skipped' | 'blocked', number>>

const MAX_UNMATCHED = 100

/**
 * Brings the staged results to their cases and into the run, whatever their number in as many statements. Since a test's
 * place among equals belongs to its key, each result has a case of its own. The project's folders must be locked.
 */
export async function placeResults(tx: Writer, place: Place) {
  await match(tx, place)
  const unmatched = place.createTestCases ? [] : await dropUnmatched(tx)
  const gained = place.createTestCases ? await createCases(tx, place) : []
  await addToRun(tx, place)
  const { counts, total } = await insertResults(tx, place)
  await countCases(tx, place.run.projectId, gained)
  const created = gained.reduce((sum, { by }) => sum + by, 0)
  return {
    created,
    matched: total - created,
    counts,
    unmatched: (files: UploadedFile[]) => warningsOf(unmatched, files),
  }
}

/**
 * Finds the case of each result by its key, and its run case. The statistics of a table into which much was written
 * just now mislead the planner into loops over all of it for each row: a big import looks everything up by hashes.
 */
async function match(tx: Writer, { run }: Place): Promise<void> {
  const [configurationId = null] = run.configurationIds
  await tx.execute(sql`
    select set_config('work_mem', '64MB', true), set_config('enable_nestloop', case
      when (select count(*) from import_rows) * 20 < case_count then 'on' else 'off' end, true)
      from projects where id = ${run.projectId}`)
  await tx.execute(sql`
    insert into import_places
    select k.seq, k.automation_key, coalesce(c.id, k.case_id), coalesce(rc.id, k.run_case_id), c.id is null, rc.id is null
      from (select seq, case_id, run_case_id,
                   identity || '/' || row_number() over (partition by identity collate "C" order by seq) as automation_key
              from import_rows) k
      left join cases c
        on c.project_id = ${run.projectId} and c.automation_key = k.automation_key and c.deleted_at is null
      left join run_cases rc on rc.run_id = ${run.id} and rc.case_id = c.id
        and rc.configuration_id is not distinct from ${configurationId}::uuid and rc.parameter_row is null`)
  await tx.execute(sql`analyze import_places`)
}

type Unmatched = { title: string; file: number; total: number }

/** Leaves out the results that have no case; gives the first of them and how many there are. */
async function dropUnmatched(tx: Writer): Promise<Unmatched[]> {
  return tx.execute<Unmatched>(sql`
    with dropped as (delete from import_places where is_new returning seq)
    select title, file, (count(*) over ())::int as total
      from import_rows join dropped using (seq) order by seq limit ${MAX_UNMATCHED}`)
}

function warningsOf(unmatched: Unmatched[], files: UploadedFile[]) {
  const more = (unmatched[0]?.total ?? 0) - unmatched.length
  const warnings = unmatched.map(({ title, file }) => ({
    file: files[file]?.name ?? '',
    message: `No test case is known for "${title}": its result was left out.`,
  }))
  const last = warnings.at(-1)
  return last && more
    ? [...warnings, { file: last.file, message: `${more} more results were left out for want of a test case.` }]
    : warnings
}

/**
 * Makes the cases that are missing, in the order of the upload; gives how many each folder has got. They count as
 * approved: they say that a test in code was run, and that was reviewed where it was written.
 */
async function createCases(tx: Writer, { run, folderId, actor }: Place): Promise<CaseCountChange[]> {
  const { projectId } = run
  const baseId = await makeFolders(tx, { projectId, folderId, actor })
  const { id: templateId, values, keys } = await holdDefault(tx, projectId)
  return tx.execute<CaseCountChange & Record<string, unknown>>(sql`
    with made as (
      insert into cases (id, project_id, folder_id, template_id, title, automation_status, automation_key, custom_fields, created_by, updated_by)
      select p.case_id, ${projectId}, coalesce(f.id, ${baseId}::uuid), ${templateId}::uuid, r.title, 'AUTOMATED',
             p.automation_key, nullif(${JSON.stringify(values)}::jsonb, '{}'), ${actor.id}, ${actor.id}
        from import_places p join import_rows r using (seq) left join import_folders f on f.path = r.folders
       where p.is_new order by p.seq
      returning id, folder_id
    ), found_by as (
      insert into case_field_keys (case_id, field_id, key)
      select made.id, k."fieldId", k.key
        from made cross join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("fieldId" uuid, key text)
    )
    select folder_id as "folderId", count(*)::int as by from made group by folder_id`)
}

/** Cases that do not stand in the run yet come after what does, in the order of the upload. */
async function addToRun(tx: Writer, { run }: Place): Promise<void> {
  const [configurationId = null] = run.configurationIds
  await tx.execute(sql`
    with added as (
      insert into run_cases (id, run_id, case_id, configuration_id, position)
      select p.run_case_id, ${run.id}, p.case_id, ${configurationId}::uuid,
             (select coalesce(max(position), 0) from run_cases where run_id = ${run.id}) + row_number() over (order by p.seq)
        from import_places p where p.is_added order by p.seq
      returning 1
    ), counted as (${changeCounts(run.id, sql`select 'NOT_STARTED' as status, count(*) as n from added`)})
    select 1`)
}

/** The results themselves, with all that follows from them; gives how many of each status each file has brought. */
async function insertResults(tx: Writer, { run, importId, actor }: Place) {
  const rows = await tx.execute<{ file: number; status: string; count: number }>(sql`
    with staged as (
      select p.case_id, p.run_case_id, r.id, r.created_at, r.file, r.status, r.flaky, r.duration_ms, r.message, r.details, r.attempts
        from import_rows r join import_places p using (seq)
    ), inserted as (
      insert into results (id, created_at, created_by, project_id, run_id, run_case_id, case_id, import_id, status, flaky, duration_ms, message, details, attempts)
      select id, created_at, ${actor.id}, ${run.projectId}, ${run.id}, run_case_id, case_id, ${importId}, status, flaky, duration_ms, message, details, attempts
        from staged order by id
    ), ${applied(run)}
    select file, status, count(*)::int as count from staged group by file, status`)
  const counts = new Map<number, FileCounts>()
  let total = 0
  for (const { file, status, count } of rows) {
    counts.set(file, { ...counts.get(file), [status.toLowerCase()]: count })
    total += count
  }
  return { counts, total }
}
