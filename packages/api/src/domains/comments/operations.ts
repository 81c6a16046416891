import * as z from 'zod'
import { about, project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { Pagination } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Comment, CreateComment, ListComments, UpdateComment } from './schemas.ts'

export const comments = {
  list: query({
    path: 'GET /comments/{entityType}/{entityId}',
    summary: 'List the comments on something, the newest first',
    access: about('entityType', 'entityId', 'read', 'comments'),
    input: ListComments,
    output: z.object({ comments: z.array(Comment), pagination: Pagination }),
  }),
  create: command({
    path: 'POST /comments',
    summary: 'Comment on something',
    description: 'Whoever is mentioned must be able to read the project, and is told.',
    access: about('entityType', 'entityId', 'write', 'comments'),
    input: CreateComment,
    output: Comment,
    status: 201,
  }),
  get: query({
    path: 'GET /comments/{commentId}',
    summary: 'Get a comment',
    access: project('comments', 'read').through('comment', 'commentId'),
    input: z.strictObject({ commentId: Id }),
    output: Comment,
  }),
  update: command({
    path: 'PUT /comments/{commentId}',
    summary: "Change one's own comment",
    description: 'Whoever is mentioned for the first time is told.',
    access: project('comments', 'write').through('comment', 'commentId'),
    input: UpdateComment,
    output: Comment,
  }),
  delete: command({
    path: 'DELETE /comments/{commentId}',
    summary: "Delete one's own comment",
    description: 'That of another takes the right to delete comments.',
    access: project('comments', 'write').through('comment', 'commentId'),
    input: z.strictObject({ commentId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
