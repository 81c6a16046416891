import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readComment } from './queries.ts'
import { mustReadSubject } from './rules.ts'

export const getComment: Handler<typeof operations.get> = async ({ input, actor, db }) => {
  const comment = await readComment(db, input.commentId)
  mustReadSubject(actor, comment)
  return comment
}
