import { documentOf } from '@testplanit/api/common/document-text'
import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { commentOf, subjectOf } from './answers.ts'
import { mustBeAuthor, mustReadSubject, mustSaySomething } from './rules.ts'
import { comments } from './tables.ts'
import { setMentions } from './writes.ts'

export const updateComment: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { commentId: id, expectedVersion, content, mentionedUserIds } = input
  if (content !== undefined) mustSaySomething(content)
  const changes = content === undefined ? {} : { content: documentOf(content) }
  const check = async (comment: typeof comments.$inferSelect) => {
    mustReadSubject(actor, subjectOf(comment))
    mustBeAuthor(actor, comment)
    return undefined
  }
  const { before, after } = await change(tx, comments, { id, changes, expectedVersion, check }, actor)
  const { mentionedUsers, newlyMentioned } = await setMentions(tx, after, mentionedUserIds, before)
  record.updated('comment', before, after)
  if (newlyMentioned.length) {
    const { projectId } = after
    record.event('comment.updated', { id, projectId, ...subjectOf(after), mentionedUserIds: newlyMentioned })
  }
  const { name, email } = actor
  return commentOf({ ...after, user: { id: actor.id, name, email, avatarUrl: null }, mentionedUsers })
}
