import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { type Issue, invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { readUploads } from '../attachments/queries.ts'
import { setAttachments } from '../attachments/writes.ts'
import { takeTags } from '../tags/writes.ts'
import { caseParts } from './answers.ts'
import { cases } from './tables.ts'
import { attachmentsIn, countCases, inOrder, placesOf } from './writes.ts'

export const updateCase: Handler<typeof operations.update> = prepared(
  ({ input, platform }) => readUploads(platform.storage, attachmentsIn(input)),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { caseId: id, expectedVersion, steps: given, tags, attachments, ...changes } = input
    const { before, after } = await change(tx, cases, { id, changes, expectedVersion }, actor)
    const had = await readParts(tx, id)
    const steps = given && (await replaceSteps(tx, id, given, had))
    const [own = [], ...ofSteps] = await setAttachments(
      { tx, actor, record, uploads },
      placesOf({ id, given: attachments, had: had.attachments }, steps ?? [], had.ofSteps),
    )
    const has = {
      steps: steps?.map(({ row }, i) => ({ ...row, attachments: ofSteps[i] ?? [] })) ?? had.steps,
      tags: tags ? await replaceTags(tx, after, tags, had.tags) : had.tags,
      attachments: own,
    }
    if (before.folderId !== after.folderId)
      await countCases(tx, after.projectId, [
        { folderId: before.folderId, by: -1 },
        { folderId: after.folderId, by: 1 },
      ])

    const { automationKey: _, ...fields } = answer(after)
    const [was, is] = [
      { ...before, steps: had.steps, tags: had.tags, attachments: had.attachments },
      { ...fields, ...has },
    ]
    record.updated('case', was, is)
    const { projectId, number, title } = after
    record.event('test_case.updated', { id, projectId, number, title })
    return is
  },
)

/** `ofSteps`: the attachments of all steps that the case ever had, by their ids. */
type Parts = Pick<Case, 'steps' | 'tags' | 'attachments'> & { ofSteps: Record<string, Attachment[]> }

async function readParts(tx: Writer, id: string): Promise<Parts> {
  const [parts] = await tx.execute<Parts>(sql`
    select ${caseParts}, (
             select coalesce(json_object_agg(s.id, ${attachmentsAt('step_id', 's.id')}), '{}')
               from steps s where s.case_id = cases.id) as "ofSteps"
      from cases where id = ${id}`)
  return parts as Parts
}

/** A step that carries its id stays the same one, also one that was removed and comes back; results speak of it. */
async function replaceSteps(tx: Writer, caseId: string, given: Parameters<typeof inOrder>[0], had: Parts) {
  const issues = given.flatMap(({ id }, i): Issue[] => {
    const field = `steps.${i}.id`
    if (id && !(id.toLowerCase() in had.ofSteps)) return [{ field, message: 'names no step of this case' }]
    const isRepeated = id && given.findIndex((other) => other.id?.toLowerCase() === id.toLowerCase()) < i
    return isRepeated ? [{ field, message: 'stands here twice' }] : []
  })
  if (issues.length) throw invalid(...(issues as [Issue, ...Issue[]]))
  const steps = inOrder(given)
  await tx.execute(sql`
    with step as (
      select * from jsonb_to_recordset(${JSON.stringify(steps.map(({ row }) => row))}::jsonb) as s(id uuid, "order" int, action text, expected text)
    ), gone as (
      update steps set removed_at = now()
       where case_id = ${caseId} and removed_at is null and id not in (select id from step)
    )
    insert into steps (id, case_id, position, action, expected)
    select id, ${caseId}::uuid, "order", action, expected from step
        on conflict (id) do update
       set position = excluded.position, action = excluded.action, expected = excluded.expected, removed_at = null`)
  return steps
}

async function replaceTags(
  tx: Writer,
  { id, projectId }: { id: string; projectId: string },
  given: string[],
  had: string[],
) {
  const tags = await takeTags(tx, projectId, given)
  const names = tags.map(({ name }) => name)
  if (names.join('\n') === had.join('\n')) return had
  await tx.execute(sql`
    with tag as (
      select id from jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) as t(id uuid)
    ), gone as (
      delete from case_tags where case_id = ${id} and tag_id not in (select id from tag)
    )
    insert into case_tags (case_id, tag_id) select ${id}::uuid, id from tag on conflict do nothing`)
  return names
}
