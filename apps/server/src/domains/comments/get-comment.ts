import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readComment } from './queries.ts'

export const getComment: Handler<typeof operations.get> = ({ input, db }) => readComment(db, input.commentId)
