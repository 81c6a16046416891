import type { Approval, CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { plannedAnew, type Reader } from '../../platform/database/database.ts'
import { contains, numberIn, textArray } from '../../platform/database/text.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { type KnownFields, type Sought, soughtIn, wordsOf } from '../fields/queries.ts'
import { folders } from '../folders/tables.ts'
import { cases } from './tables.ts'

export type CaseFilterInput = CaseFilter & { templateId?: string | undefined }

/**
 * The conditions, over `cases`, under which a living case of a project is what a filter asks for. `known` are the custom
 * fields that it names (`readFields`); `at` is where it stands in the input. Throws VALIDATION_ERROR.
 */
export function casesWhere(
  projectId: string,
  filter: CaseFilterInput,
  known: KnownFields,
  at = '',
): (SQL | undefined)[] {
  const {
    folderId,
    includeSubfolders,
    templateId,
    tags = [],
    anyTag,
    search,
    priority,
    automationStatus,
    approval,
  } = filter
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
    approval?.length ? sql`${cases.approval} in (${literals(approval)})` : undefined,
    ...tags.map((tag) => hasTag(projectId, [tag])),
    anyTag?.length ? hasTag(projectId, anyTag) : undefined,
    search ? speaksOf(projectId, search) : undefined,
    ...soughtIn(filter.field ?? [], known, `${at}field`).map((sought) => (sought ? hasValue(sought) : sql`false`)),
  ]
}

/** Words of a closed set, in the text of the statement: so that an index over those that are not approved serves. */
const literals = (words: Approval[]) => sql.raw(words.map((word) => `'${word}'`).join())

/** The custom fields that a filter names. */
export const fieldIdsIn = ({ field = [] }: CaseFilter) => field.map((word) => wordsOf(word).fieldId)

/** The condition that a case has a field, by its template. */
export const hasField = (fieldId: string) => sql`
  ${cases.templateId} = any(array(select tf.template_id from template_fields tf where tf.field_id = ${fieldId}))`

/** With a single key, the cases come from the index in the order of their ids. */
function hasValue({ fieldId, keys, ranges }: Sought): SQL {
  const isOneOf = keys.length === 1 ? sql`k.key = ${keys[0]}` : sql`k.key = any(${textArray(keys)})`
  const isWithin = ranges.map(({ from, to }) =>
    and(from === null ? undefined : sql`k.key >= ${from}`, to === null ? undefined : sql`k.key <= ${to}`),
  )
  return sql`${plannedAnew} ${hasField(fieldId)} and exists (
    select from case_field_keys k
     where k.case_id = ${cases.id} and k.field_id = ${fieldId} and ${or(keys.length ? isOneOf : undefined, ...isWithin)})`
}

/**
 * Sets of ids are gathered as arrays, once and before the rows: as a join, a plan made without fresh statistics may
 * gather them anew for each row. JSON carries the words, so that the statement is the same for any number of them.
 */
const hasTag = (projectId: string, names: string[]) => sql`exists (
  select from case_tags ct where ct.case_id = ${cases.id} and ct.tag_id = any(array(
    select t.id from tags t where t.project_id = ${projectId} and t.deleted_at is null
       and lower(t.name) in (select lower(word.name) from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) as word(name)))))`

/** Sets, each by its own index; PostgreSQL lowers both sides, so that they agree on every letter. */
const speaksOf = (projectId: string, text: string, number = numberIn(text)) => sql`${cases.id} = any(array(
  select c.id from cases c
   where c.project_id = ${projectId} and c.deleted_at is null
     and case_text(c.title, c.description) like lower(${contains(text)})
  union
  select s.case_id from steps s join cases c on c.id = s.case_id
   where c.project_id = ${projectId} and c.deleted_at is null and s.removed_at is null and step_text(s.action, s.expected) like lower(${contains(text)})
  union
  select ct.case_id from tags t join case_tags ct on ct.tag_id = t.id
   where t.project_id = ${projectId} and t.deleted_at is null and lower(t.name) like lower(${contains(text)})
  ${number === undefined ? sql`` : sql`union select c.id from cases c where c.project_id = ${projectId} and c.deleted_at is null and c.number = ${number}`}))`

/** How many living cases a project has, or one of its folders by itself: from the kept counters. */
export async function readCaseCount(db: Reader, projectId: string, folderId?: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    folderId
      ? sql`select case_count as count from folders where id = ${folderId} and project_id = ${projectId} and deleted_at is null`
      : sql`select case_count as count from projects where id = ${projectId}`,
  )
  return row?.count ?? 0
}
