import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { comments } from './tables.ts'

export const deleteComment: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const comment = await remove(tx, comments, input.commentId, actor)
  if (comment.createdBy !== actor.id) actor.must('comments', 'delete')
  record.deleted('comment', comment)
}
