import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import { invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { newId } from '../../platform/database/ids.ts'
import { readUploads } from '../attachments/queries.ts'
import { setAttachments } from '../attachments/writes.ts'
import { takeTags } from '../tags/writes.ts'
import { attachmentsIn, countCases, inOrder, placesOf } from './writes.ts'

type Made = {
  number: number
  projectId: string
  folderId: string
  templateId: string
  createdAt: string
}

export const createCase: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, attachmentsIn(input)),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { projectId, title, automationStatus } = input
    const { description = null, expectedResult = null, estimate = null, priority = null } = input
    const claimed = input.steps.findIndex(({ id }) => id)
    if (claimed >= 0) throw invalid({ field: `steps.${claimed}.id`, message: 'names no step of this case: it is new' })

    const id = newId()
    const steps = inOrder(input.steps)
    const tags = await takeTags(tx, projectId, input.tags)
    const [made] = await tx.execute<Made>(sql`
    with made as (
      insert into cases (id, project_id, folder_id, template_id, title, description, expected_result,
                         automation_status, estimate, priority, created_by, updated_by)
      select ${id}::uuid, p.id,
             coalesce(${input.folderId ?? null}::uuid, (select id from folders where project_id = p.id and parent_id is null and deleted_at is null)),
             coalesce(${input.templateId ?? null}::uuid, (select id from templates where project_id = p.id and built_in and deleted_at is null)),
             ${title}::text, ${description === null ? null : JSON.stringify(description)}::jsonb, ${expectedResult}::text,
             ${automationStatus}::text, ${estimate}::int, ${priority}::text, ${actor.id}::uuid, ${actor.id}::uuid
        from projects p where p.id = ${projectId}
      returning number, project_id, folder_id, template_id, created_at
    ), with_steps as (
      insert into steps (id, case_id, position, action, expected)
      select id, ${id}::uuid, "order", action, expected
        from jsonb_to_recordset(${JSON.stringify(steps.map(({ row }) => row))}::jsonb) as step(id uuid, "order" int, action text, expected text)
    ), with_tags as (
      insert into case_tags (case_id, tag_id)
      select ${id}::uuid, tag.id from jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) as tag(id uuid)
    )
    select number, project_id as "projectId", folder_id as "folderId", template_id as "templateId", created_at as "createdAt" from made`)
    if (!made) throw new Error('The case was not made: its project is gone.')
    const [attachments = [], ...ofSteps] = await setAttachments(
      { tx, actor, record, uploads },
      placesOf({ id, given: input.attachments }, steps),
    )
    await countCases(tx, projectId, [{ folderId: made.folderId, by: 1 }])

    const by = { createdBy: actor.id, updatedBy: actor.id }
    const own = {
      title,
      description,
      expectedResult,
      automationStatus,
      estimate,
      priority,
      attachments,
      steps: steps.map(({ row }, i) => ({ ...row, attachments: ofSteps[i] ?? [] })),
    }
    const one = {
      id,
      ...made,
      updatedAt: made.createdAt,
      ...by,
      version: 1,
      deleted: false,
      ...own,
      tags: tags.map(({ name }) => name),
    }
    record.created('case', one)
    record.event('test_case.created', { id, projectId: made.projectId, number: made.number, title })
    return one
  },
)
