import type { ContentField } from '@testplanit/api/domains/case-versions/schemas'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../../platform/database/database.ts'
import { anyOf } from '../../../platform/database/ids.ts'
import { firstApproval, isReviewed, reviewAnew } from '../../approvals/writes.ts'
import type { Writing } from '../../attachments/writes.ts'
import { keepVersions } from '../../case-versions/writes.ts'
import type { TakenTag } from '../../tags/writes.ts'
import type { Values } from '../filling/fill-fields.ts'
import type { NumberedRows } from '../numbering/number-rows.ts'
import type { Ordered } from '../sharing/place-steps.ts'

/** Cases as the statements below read them from JSON; their steps, and which tags they carry. */
const CASES = sql.raw(`(place int, id uuid, "folderId" uuid, "templateId" uuid, title text, description jsonb,
  "expectedResult" text, parameters jsonb, "lastRow" int, "automationStatus" text, estimate int, priority text, "values" jsonb, keys jsonb, changed jsonb)`)
const STEPS = sql.raw(`(id uuid, "caseId" uuid, "order" int, action text, expected text, "sharedStepId" uuid,
  "itemId" uuid, use uuid)`)
const TAGS = sql.raw(`("caseId" uuid, "tagId" uuid)`)
const from = (rows: object[], columns: SQL) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given${columns}`

/** Stands in a `with` behind `given`: keeps what cases are found by, of the fields in their `keys`. */
const keepKeys = sql`
  found_by as (
    select g.id as case_id, f.id::uuid as field_id, array(select jsonb_array_elements_text(f.keys)) as keys
      from given g cross join jsonb_each(g.keys) as f(id, keys)
  ), gone_keys as (
    delete from case_field_keys k using found_by f
     where k.case_id = f.case_id and k.field_id = f.field_id and k.key <> all(f.keys)
  ), with_keys as (
    insert into case_field_keys (case_id, field_id, key)
    select f.case_id, f.field_id, key from found_by f cross join unnest(f.keys) as key on conflict do nothing
  )`

interface Parts {
  steps: Ordered[] | undefined
  tags: TakenTag[] | undefined
}
type PartsOf = Partial<Parts> & { id: string }
const stepRows = ({ id: caseId, steps = [] }: PartsOf) =>
  steps.map(({ row, shared }) => ({ ...row, ...shared, caseId }))
const tagRows = ({ id: caseId, tags = [] }: PartsOf) => tags.map(({ id: tagId }) => ({ caseId, tagId }))

export type Made = Pick<Case, 'id' | 'number' | 'folderId' | 'templateId' | 'createdAt' | 'approval'> & {
  hasFields: boolean
}

/** Inserts cases in their order, with their steps and tags; of those whose template is gone it gives none. */
export async function insertRows(
  { tx, actor }: Writing,
  rows: { templateId?: string | undefined }[],
  all: PartsOf[],
): Promise<Made[]> {
  const { projectId } = actor
  const templateIds = rows.flatMap(({ templateId }) => templateId ?? [])
  return tx.execute<Made>(sql`
    with template as (
      select id, is_default from templates
       where project_id = ${projectId} and deleted_at is null and (is_default or id = ${anyOf(templateIds)}) for key share
    ), made as (
      insert into cases (id, project_id, folder_id, template_id, title, description, expected_result,
                         parameters, last_parameter_row, automation_status, estimate, priority, approval, created_by,
                         updated_by)
      select given.id, ${projectId}::uuid, coalesce("folderId", root.id), template.id, title, given.description,
             "expectedResult", parameters, "lastRow", "automationStatus", estimate, priority, ${firstApproval(projectId)},
             ${actor.id}::uuid, ${actor.id}::uuid
        from ${from(rows, CASES)}
        join template on case when "templateId" is null then template.is_default else template.id = "templateId" end
        join folders root on root.project_id = ${projectId} and root.parent_id is null and root.deleted_at is null
       order by place
      returning id, number, folder_id, template_id, created_at, approval
    ), with_steps as (
      insert into steps (id, case_id, position, action, expected, shared_step_id, shared_item_id, shared_use)
      select id, "caseId", "order", action, expected, "sharedStepId", "itemId", use from ${from(all.flatMap(stepRows), STEPS)}
    ), with_tags as (
      insert into case_tags (case_id, tag_id) select "caseId", "tagId" from ${from(all.flatMap(tagRows), TAGS)}
    )
    select id, number, folder_id as "folderId", template_id as "templateId", created_at as "createdAt", approval,
           (select true from template_fields tf where tf.template_id = made.template_id limit 1) is not null as "hasFields"
      from made`)
}

/** Writes the values of custom fields of cases that were just made. */
export async function insertValues(tx: Writer, rows: { id: string; values: Values; keys: Record<string, string[]> }[]) {
  if (rows.length)
    await tx.execute(sql`
      with given as materialized (select * from ${from(rows, CASES)}), ${keepKeys}
      update cases set custom_fields = "values" from given where cases.id = given.id`)
}

export type Written = Pick<
  Case,
  'id' | 'version' | 'updatedAt' | 'approval' | 'approvalBy' | 'approvalAt' | 'approvalComment'
>
interface Next extends Partial<Parts> {
  id: string
  after: Case
  lastRow: NumberedRows['lastRow']
  /** Null where they stay as they are. */
  values: Values | null
  keys: Record<string, string[]>
  changed: ContentField[]
}

/** Writes whole cases, and those of their steps, tags and values that are given. */
export async function writeCases({ tx, actor }: Writing, all: Next[]): Promise<Map<string, Written>> {
  const rows = all.map(
    ({
      after: { steps: _, tags: __, customFields: ___, attachments: ____, ...row },
      lastRow,
      values,
      keys,
      changed,
    }) => {
      return { ...row, lastRow, values, keys, changed }
    },
  )
  const having = (part: 'steps' | 'tags') => anyOf(all.flatMap((one) => (one[part] ? [one.id] : [])))
  const written = await tx.execute<Written>(sql`
    with given as materialized (
      select * from ${from(rows, CASES)}
    ), ${keepVersions(sql`select id, changed from given`, actor)}, changed as (
      update cases
         set folder_id = "folderId", template_id = "templateId", title = given.title, description = given.description,
             expected_result = "expectedResult", parameters = given.parameters, last_parameter_row = "lastRow", automation_status = "automationStatus", estimate = given.estimate,
             priority = given.priority,
             custom_fields = case when "values" is null then custom_fields else nullif("values", '{}') end,
             ${reviewAnew(isReviewed(sql`given.changed`), actor)},
             updated_at = now(), updated_by = ${actor.id}::uuid, version = version + 1
        from given where cases.id = given.id
      returning cases.id, version, updated_at, approval, approval_by, approval_at, approval_comment
    ), step as (
      select * from ${from(all.flatMap(stepRows), STEPS)}
    ), gone_steps as (
      update steps set removed_at = now()
       where case_id = ${having('steps')} and removed_at is null and id not in (select id from step)
    ), with_steps as (
      insert into steps (id, case_id, position, action, expected, shared_step_id, shared_item_id, shared_use)
      select id, "caseId", "order", action, expected, "sharedStepId", "itemId", use from step
          on conflict (id) do update
         set position = excluded.position, action = excluded.action, expected = excluded.expected, removed_at = null,
             shared_step_id = excluded.shared_step_id, shared_item_id = excluded.shared_item_id, shared_use = excluded.shared_use
    ), tag as (
      select * from ${from(all.flatMap(tagRows), TAGS)}
    ), gone_tags as (
      delete from case_tags
       where case_id = ${having('tags')} and (case_id, tag_id) not in (select "caseId", "tagId" from tag)
    ), with_tags as (
      insert into case_tags (case_id, tag_id) select "caseId", "tagId" from tag on conflict do nothing
    ), ${keepKeys}
    select id, version, updated_at as "updatedAt", approval, approval_by as "approvalBy", approval_at as "approvalAt",
           approval_comment as "approvalComment"
      from changed`)
  return new Map(written.map((one) => [one.id, one]))
}
