import { documentOf } from '@testplanit/api/common/document-text'
import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { changeAttachments } from '../attachments/writes.ts'
import { commentOf, subjectOf } from './answers.ts'
import { mustBeAuthor, mustSaySomething } from './rules.ts'
import { comments } from './tables.ts'
import { setMentions } from './writes.ts'

export const updateComment: Handler<typeof operations.update> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { commentId: id, expectedVersion, content, mentionedUserIds } = input
    if (content !== undefined) mustSaySomething(content)
    const changes = content === undefined ? {} : { content: documentOf(content) }
    const check = async (comment: typeof comments.$inferSelect) => {
      mustBeAuthor(actor, comment)
      return undefined
    }
    const { before, after } = await change(tx, comments, { id, changes, expectedVersion, check }, actor)
    const { mentionedUsers, newlyMentioned } = await setMentions(tx, after, mentionedUserIds, before)
    const place = { at: 'comment_id', id, given: input.attachments } as const
    const { had, has: attachments } = await changeAttachments({ tx, actor, record, uploads }, place)
    record.updated('comment', Object.assign(before, { attachments: had }), Object.assign(after, { attachments }))
    if (newlyMentioned.length) {
      const { projectId } = after
      record.event('comment.updated', { id, projectId, ...subjectOf(after), mentionedUserIds: newlyMentioned })
    }
    const { name, email } = actor
    return commentOf({ ...after, user: { id: actor.id, name, email, avatarUrl: null }, mentionedUsers, attachments })
  },
)
