import type { Comment, CommentSubject } from '@testplanit/api/domains/comments/schemas'
import { notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
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

/** The columns of a comment: for `commentOf`. */
export const commentColumns = {
  ...getTableColumns(comments),
  user: sql<Comment['user']>`(select ${person(sql`u`)} from users u where u.id = comments.created_by)`,
  mentionedUsers: sql<Comment['mentionedUsers']>`(
    select ${people(sql`u`)} from comment_mentions m join users u on u.id = m.user_id where m.comment_id = comments.id)`,
  attachments: attachmentsAt('comment_id', 'comments.id'),
}

/** A living comment as the API answers it. Throws NOT_FOUND. */
export async function readComment(db: Reader, id: string): Promise<Comment> {
  const [row] = await db
    .select(commentColumns)
    .from(comments)
    .where(and(eq(comments.id, id), isNull(comments.deletedAt)))
  if (!row) throw notFound('comment')
  return commentOf(row)
}
