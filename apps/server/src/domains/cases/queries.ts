import type { Case, CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { invalid } from '@testplanit/api/errors'
import { eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'
import { contains } from '../../platform/database/text.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { folders } from '../folders/tables.ts'
import { cases } from './tables.ts'

export type CaseFilterInput = CaseFilter & { templateId?: string | undefined }

/** The conditions, over `cases`, under which a living case of a project is what a filter asks for. */
export function casesWhere(projectId: string, filter: CaseFilterInput): (SQL | undefined)[] {
  const { folderId, includeSubfolders, templateId, tags = [], anyTag, search, priority, automationStatus } = filter
  return [
    eq(cases.projectId, projectId),
    isNull(cases.deletedAt),
    folderId
      ? includeSubfolders
        ? sql`${cases.folderId} = any(array${subtreeOf(folders, folderId)})`
        : eq(cases.folderId, folderId)
      : undefined,
    templateId ? eq(cases.templateId, templateId) : undefined,
    priority?.length ? inArray(cases.priority, priority) : undefined,
    automationStatus?.length ? inArray(cases.automationStatus, automationStatus) : undefined,
    ...tags.map((tag) => hasTag(projectId, [tag])),
    anyTag?.length ? hasTag(projectId, anyTag) : undefined,
    search ? speaksOf(projectId, search) : undefined,
  ]
}

/**
 * Sets of ids are gathered as arrays, once and before the rows: as a join, a plan made without fresh statistics may
 * gather them anew for each row. JSON carries the words, so that the statement is the same for any number of them.
 */
const hasTag = (projectId: string, names: string[]) => sql`exists (
  select from case_tags ct where ct.case_id = ${cases.id} and ct.tag_id = any(array(
    select t.id from tags t where t.project_id = ${projectId}
       and lower(t.name) in (select lower(word.name) from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) as word(name)))))`

/** Three sets, each by its own index; PostgreSQL lowers both sides, so that they agree on every letter. */
const speaksOf = (projectId: string, text: string) => sql`${cases.id} = any(array(
  select c.id from cases c
   where c.project_id = ${projectId} and c.deleted_at is null
     and case_text(c.title, c.description) like lower(${contains(text)})
  union
  select s.case_id from steps s join cases c on c.id = s.case_id
   where c.project_id = ${projectId} and c.deleted_at is null and s.removed_at is null and step_text(s.action, s.expected) like lower(${contains(text)})
  union
  select ct.case_id from tags t join case_tags ct on ct.tag_id = t.id
   where t.project_id = ${projectId} and lower(t.name) like lower(${contains(text)})))`

/** The steps and tags of a case, as the API answers them, where the statement reads from `cases`. */
export const caseParts = sql.raw(`
  (select coalesce(json_agg(json_build_object('id', s.id, 'action', s.action, 'expected', s.expected, 'order', s.position)
                            order by s.position), '[]')
     from steps s where s.case_id = cases.id and s.removed_at is null) as steps,
  (select coalesce(json_agg(t.name order by lower(t.name)), '[]')
     from case_tags ct join tags t on t.id = ct.tag_id where ct.case_id = cases.id) as tags`)

/**
 * A case as the API answers it, where the statement reads from `cases`: one statement for all that belongs to it.
 * In a list, take the page's rows first and then these columns of them, so that no other row's steps are read.
 * Text, since drizzle would put its select together anew for each request, which costs more than PostgreSQL takes.
 */
export const caseColumns = sql`${sql.raw(`cases.id, cases.created_at as "createdAt", cases.updated_at as "updatedAt",
  cases.created_by as "createdBy", cases.updated_by as "updatedBy", cases.version, cases.deleted_at is not null as deleted,
  cases.number, cases.project_id as "projectId", cases.folder_id as "folderId", cases.template_id as "templateId",
  cases.title, cases.description, cases.expected_result as "expectedResult",
  cases.automation_status as "automationStatus", cases.estimate, cases.priority`)}, ${caseParts}`

type StepInput = {
  id?: string | undefined
  action: string
  expected?: string | null | undefined
  order?: number | undefined
}

/** Steps in their order, numbered from 1; one that says none has its place in the array. New ones get an id. */
export function inOrder(steps: StepInput[]): Case['steps'] {
  const placed = steps.map((step, i) => ({ step, place: step.order ?? i + 1 })).sort((a, b) => a.place - b.place)
  return placed.map(({ step: { id, action, expected = null } }, i) => ({
    id: id?.toLowerCase() ?? newId(),
    action,
    expected,
    order: i + 1,
  }))
}

/** How many living cases a project has, or one of its folders by itself: from the kept counters. */
export async function readCaseCount(db: Reader, projectId: string, folderId?: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    folderId
      ? sql`select case_count as count from folders where id = ${folderId} and project_id = ${projectId} and deleted_at is null`
      : sql`select case_count as count from projects where id = ${projectId}`,
  )
  return row?.count ?? 0
}

/** So many living cases more, or fewer, right in a folder. */
export type CaseCountChange = { folderId: string; by: number }

/**
 * Keeps the counters of living cases, those of the folders and the project's sum; nothing else changes them. It comes
 * last in a command, since the project's row is held from here to the commit, and always folders first, in the order of
 * their ids. Throws VALIDATION_ERROR where a folder that gains does not live any more.
 */
export async function countCases(tx: Writer, projectId: string, changes: CaseCountChange[]): Promise<void> {
  if (!changes.length) return
  const counted = await tx.execute(sql`
    with change as materialized (
      select f.id, c.by from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("folderId" uuid, by int)
        join folders f on f.id = c."folderId" where f.project_id = ${projectId} order by f.id for no key update of f
    ), counted as (
      update folders f set case_count = f.case_count + change.by
        from change where f.id = change.id and (change.by < 0 or f.deleted_at is null) returning f.id, change.by
    ), summed as (
      update projects p set case_count = p.case_count + total.by
        from (select sum(by)::int as by from counted) total where p.id = ${projectId} and total.by <> 0
    )
    select id from counted`)
  if (counted.length < changes.length) throw invalid({ field: 'folderId', message: 'names no folder that exists here' })
}
