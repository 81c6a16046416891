import { sql } from 'drizzle-orm'
import { attachmentsAt } from '../attachments/answers.ts'

/**
 * What belongs to a case: the values of its custom fields, its steps, its tags, its attachments. The values come from a
 * function of the database (0009_custom_fields.sql), since a select within this one would cost a case that has none as
 * well.
 */
const caseParts = sql`
  coalesce(custom_fields_of(cases.template_id, cases.custom_fields), '[]') as "customFields",
  (select coalesce(json_agg(json_build_object('id', s.id, 'action', s.action, 'expected', s.expected, 'order', s.position,
                                              'sharedStepId', s.shared_step_id,
                                              'attachments', ${attachmentsAt('step_id', 's.id')}) order by s.position), '[]')
     from steps s where s.case_id = cases.id and s.removed_at is null) as steps,
  (select coalesce(json_agg(t.name order by lower(t.name)), '[]')
     from case_tags ct join tags t on t.id = ct.tag_id where ct.case_id = cases.id and t.deleted_at is null) as tags,
  ${attachmentsAt('case_id', 'cases.id')} as attachments`

/**
 * A case as the API answers it, where the statement reads from `cases`: one statement for all that belongs to it.
 * In a list, take the page's rows first and then these columns of them, so that no other row's steps are read.
 * Text, since drizzle would put its select together anew for each request, which costs more than PostgreSQL takes.
 */
export const caseColumns = sql`${sql.raw(`cases.id, cases.created_at as "createdAt", cases.updated_at as "updatedAt",
  cases.created_by as "createdBy", cases.updated_by as "updatedBy", cases.version, cases.deleted_at is not null as deleted,
  cases.number, cases.project_id as "projectId", cases.folder_id as "folderId", cases.template_id as "templateId",
  cases.title, cases.description, cases.expected_result as "expectedResult", cases.parameters,
  cases.automation_status as "automationStatus", cases.estimate, cases.priority,
  cases.approval, cases.approval_by as "approvalBy", cases.approval_at as "approvalAt",
  cases.approval_comment as "approvalComment"`)}, ${caseParts}`
