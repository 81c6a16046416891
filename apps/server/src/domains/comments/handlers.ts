import type { Handlers } from '../../pipeline/handler.ts'
import { createComment } from './create-comment.ts'
import { deleteComment } from './delete-comment.ts'
import { getComment } from './get-comment.ts'
import { listComments } from './list-comments.ts'
import { updateComment } from './update-comment.ts'

export const commentsHandlers = {
  list: listComments,
  create: createComment,
  get: getComment,
  update: updateComment,
  delete: deleteComment,
} satisfies Handlers['comments']
