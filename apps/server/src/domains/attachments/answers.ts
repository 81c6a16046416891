import type { Attachment, AttachmentSubject, ListedAttachment } from '@testplanit/api/domains/attachments/schemas'
import { type SQL, sql } from 'drizzle-orm'
import type { files } from './tables.ts'

/** The column of an attachment's row that names a subject of each type. */
export const subjectColumns = {
  testCase: 'case_id',
  step: 'step_id',
  testRun: 'run_id',
  testRunResult: 'result_id',
  session: 'session_id',
  issue: 'issue_id',
  comment: 'comment_id',
} as const satisfies Record<AttachmentSubject, string>

/** Each column of an attachment's row that can say what it stands at. */
export type SubjectColumn = (typeof subjectColumns)[AttachmentSubject] | 'session_result_id'

/** Where a file is answered to be. */
const pathOf = (id: string) => `/api/attachments/${id}`

interface Row {
  id: string
  name: string
  url: string | null
  size: number | null
  contentType: string | null
  image: (typeof files.$inferSelect)['image']
}

/** An attachment as the API answers it, from its row and its file's. */
export const attachmentOf = ({ id, name, url, size, contentType, image }: Row): Attachment => ({
  id,
  name,
  url: url ?? pathOf(id),
  size,
  contentType,
  thumbnailUrl: image ? `${pathOf(id)}/thumbnail` : null,
})

/** The same as SQL, where the statement reads from `a` and its file from `f`. */
const ATTACHMENT = `json_build_object('id', a.id, 'name', a.name, 'url', coalesce(a.url, '${pathOf('')}' || a.id),
  'size', f.size, 'contentType', f.content_type,
  'thumbnailUrl', case when f.image is not null then '${pathOf('')}' || a.id || '/thumbnail' end)`

/**
 * The attachments of what a column of the statement names, in their order: `attachmentsAt('run_id', 'runs.id')`.
 * Most have none: to see that first takes half as long.
 */
export const attachmentsAt = (column: SubjectColumn, id: string) => {
  const there = `attachments a where a.${column} = ${id} and a.deleted_at is null`
  return sql.raw(`case when exists (select from ${there}) then (
    select json_agg(${ATTACHMENT} order by a.position, a.id)
      from (select * from ${there}) a left join files f on f.id = a.file_id) else '[]' end`) as SQL<Attachment[]>
}

/** The same with what it stands at. An attachment does not change: it is as it was made. */
export function listedOf(
  attachment: Attachment,
  { createdAt, createdBy, projectId }: Pick<ListedAttachment, 'createdAt' | 'createdBy' | 'projectId'>,
  { entityType, entityId }: Pick<ListedAttachment, 'entityType' | 'entityId'>,
): ListedAttachment {
  const made = { createdAt, updatedAt: createdAt, createdBy, updatedBy: createdBy, deleted: false }
  return { ...attachment, ...made, projectId, entityType, entityId }
}
