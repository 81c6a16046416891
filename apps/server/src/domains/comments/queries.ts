import type { Comment, CommentSubject } from '@testplanit/api/domains/comments/schemas'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import { columnsOf } from '../../platform/database/columns.ts'
import type { Reader } from '../../platform/database/database.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { people, person } from '../users/queries.ts'
import { commentOf } from './answers.ts'
import { comments } from './tables.ts'

/** The field of a comment's row that names a subject of each type. */
export const subjectFields = {
  repositoryCase: 'caseId',
  testRun: 'runId',
  session: 'sessionId',
  testRunResult: 'resultId',
} as const satisfies Record<CommentSubject, keyof typeof comments.$inferSelect>

/** A row of what `commentColumns` selects. */
export type CommentRow = typeof comments.$inferSelect & Pick<Comment, 'user' | 'mentionedUsers' | 'attachments'>

/** The columns of a comment, where the statement reads from `comments`: for `commentOf`. */
export const commentColumns = sql`${columnsOf(comments)},
  (select ${person(sql`u`)} from users u where u.id = comments.created_by) as "user",
  (select ${people(sql`u`)} from comment_mentions m join users u on u.id = m.user_id
    where m.comment_id = comments.id) as "mentionedUsers",
  ${attachmentsAt('comment_id', 'comments.id')} as attachments`

/** A living comment as the API answers it. Throws NOT_FOUND. */
export async function readComment(db: Reader, id: string): Promise<Comment> {
  const [row] = await db.execute<CommentRow>(
    sql`select ${commentColumns} from comments where id = ${id} and deleted_at is null`,
  )
  if (!row) throw notFound('comment')
  return commentOf(row)
}
