import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf, newId, newIdSql } from '../../platform/database/ids.ts'
import { firstApproval } from '../approvals/writes.ts'
import { countCases, gainOf } from '../folders/writes.ts'
import { caseColumns } from './answers.ts'
import { recordMany } from './recording/record-many.ts'

/** A copy of what an import made is no test that an import finds: it has no automation key. */
export const copyCases: Handler<typeof operations.copy> = async ({ input, actor, tx, record }) => {
  const { projectId } = actor
  const copies = [...new Set(input.ids)].map((id, place) => ({ id, place, copyId: newId() }))
  await holdCases(
    tx,
    copies.map(({ id }) => id),
  )
  await tx.execute(sql`
    with source as materialized (
      select c.*, given."copyId" as copy_id, given.place
        from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as given(id uuid, place int, "copyId" uuid)
        join cases c on c.id = given.id and c.project_id = ${projectId} and c.deleted_at is null
    ), step as materialized (
      select s.*, source.copy_id, ${newIdSql} as copied_id from steps s join source on source.id = s.case_id where s.removed_at is null
    ), copied as (
      insert into cases (id, project_id, folder_id, template_id, title, description, expected_result, parameters,
                         last_parameter_row, automation_status, estimate, priority, custom_fields, approval, created_by, updated_by)
      select copy_id, project_id, coalesce(${input.folderId ?? null}::uuid, folder_id), template_id, title, description,
             expected_result, parameters, last_parameter_row, automation_status, estimate, priority, custom_fields, ${firstApproval(projectId)}, ${actor.id}::uuid,
             ${actor.id}::uuid
        from source order by place
    ), with_steps as (
      insert into steps (id, case_id, position, action, expected, shared_step_id, shared_item_id, shared_use)
      select copied_id, copy_id, position, action, expected, shared_step_id, shared_item_id, shared_use from step
    ), with_tags as (
      insert into case_tags (case_id, tag_id)
      select copy_id, tag_id from case_tags join source on source.id = case_id join tags on tags.id = tag_id and tags.deleted_at is null
    ), with_keys as (
      insert into case_field_keys (case_id, field_id, key)
      select copy_id, field_id, key from case_field_keys join source on source.id = case_id
    ), with_attachments as (
      insert into attachments (id, created_by, project_id, case_id, step_id, position, name, url, file_id)
      select ${newIdSql}, ${actor.id}::uuid, a.project_id, source.copy_id, step.copied_id, a.position, a.name, a.url, a.file_id
        from attachments a left join source on source.id = a.case_id left join step on step.id = a.step_id
       where a.deleted_at is null and (a.case_id in (select id from source) or a.step_id in (select id from step))
    )
    select`)
  const data = await tx.execute<Case>(sql`
    select ${caseColumns} from cases where id = ${anyOf(copies.map(({ copyId }) => copyId))} order by number`)
  recordMany(record, 'created', data, { copied: copies.map(({ id }) => id) })
  await countCases(tx, projectId, gainOf(data))
  return { data }
}

/**
 * Holds cases and their tags, and with them their templates and shared steps, which do not go or change while a case has
 * them. A statement of its own: what it waits for is seen by the one behind it alone. Throws NOT_FOUND.
 */
async function holdCases(tx: Writer, ids: string[]): Promise<void> {
  const [held] = await tx.execute<{ cases: number }>(sql`
    with held as (
      select from cases where id = ${anyOf(ids)} and deleted_at is null order by id for share
    ), held_tags as (
      select from tags where deleted_at is null and id in (select tag_id from case_tags where case_id = ${anyOf(ids)})
       order by lower(name) for share
    )
    select (select count(*)::int from held) as cases, (select count(*) from held_tags) as tags`)
  if (held?.cases !== ids.length) throw notFound('test case')
}
