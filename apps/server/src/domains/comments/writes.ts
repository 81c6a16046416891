import { mentionsIn } from '@testplanit/api/common/document-text'
import type { Document } from '@testplanit/api/common/text'
import type { Comment } from '@testplanit/api/domains/comments/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { canRead } from '../members/access.ts'
import type { comments } from './tables.ts'

type Row = typeof comments.$inferSelect
type Found = Comment['user'] & { isNew: boolean; canRead: boolean }

/**
 * Sets whom a comment mentions: those in its document and `given`. Without `given` those stay who were mentioned beside
 * the document before. Throws VALIDATION_ERROR for who comes new and cannot read the project.
 */
export async function setMentions(
  tx: Writer,
  { id, projectId, content }: Pick<Row, 'id' | 'projectId' | 'content'>,
  given: string[] | undefined,
  before?: Pick<Row, 'content'>,
): Promise<{ mentionedUsers: Comment['user'][]; newlyMentioned: string[] }> {
  const wanted = [
    ...(given ?? []).map((userId, i) => ({ userId: userId.toLowerCase(), field: `mentionedUserIds.${i}` })),
    ...mentionsIn(content as Document).map(({ userId, field }) => ({ userId, field: `content.${field}` })),
  ]
  const leaving = before && !given ? mentionsIn(before.content as Document).map(({ userId }) => userId) : null
  const found = await tx.execute<Found & Record<string, unknown>>(sql`
    with wanted as (select distinct w.id::uuid as user_id from jsonb_array_elements_text(${idsOf(wanted)}::jsonb) as w(id)),
    gone as (
      delete from comment_mentions
       where comment_id = ${id} and user_id not in (select user_id from wanted)
         and (${leaving === null} or user_id = any(${`{${(leaving ?? []).join()}}`}::uuid[]))
      returning user_id
    ), kept as (
      select user_id from comment_mentions where comment_id = ${id} and user_id not in (select user_id from gone)
    ), came as (
      insert into comment_mentions (comment_id, user_id)
      select ${id}::uuid, u.id from wanted w join users u on u.id = w.user_id where u.id not in (select user_id from kept)
      returning user_id
    )
    select users.id, users.name, users.email, users.id in (select user_id from came) as "isNew",
           users.active and users.deleted_at is null and ${canRead(projectId)} as "canRead"
      from users where users.id in (select user_id from kept union all select user_id from came)
     order by users.name, users.id`)
  const known = new Set(found.filter((one) => one.canRead || !one.isNew).map((one) => one.id))
  refuseAny(wanted.filter(({ userId }) => !known.has(userId)).map(toIssue))
  return {
    mentionedUsers: found.map(({ id: userId, name, email }) => ({ id: userId, name, email, avatarUrl: null })),
    newlyMentioned: found.filter(({ isNew }) => isNew).map((one) => one.id),
  }
}

const idsOf = (wanted: { userId: string }[]) => JSON.stringify(wanted.map(({ userId }) => userId))
const toIssue = ({ field }: { field: string }): Issue => ({
  field,
  message: 'names a user who cannot read this project',
})

/** Stands in a `with` behind a relation `gone` (id) of results that the statement deletes for good: so do their comments. */
export const unsaid = sql`
  unmentioned as (
    delete from comment_mentions m using comments c, gone where c.id = m.comment_id and c.result_id = gone.id
  ), unsaid as (
    delete from comments using gone where comments.result_id = gone.id
  )`
