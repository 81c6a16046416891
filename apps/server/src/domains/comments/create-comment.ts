import { documentOf } from '@testplanit/api/common/document-text'
import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import { invalid } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { attach } from '../attachments/writes.ts'
import { commentOf } from './answers.ts'
import { subjectFields } from './queries.ts'
import { mustSaySomething } from './rules.ts'
import { comments } from './tables.ts'
import { setMentions } from './writes.ts'

export const createComment: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { projectId, entityType, entityId, mentionedUserIds } = input
    mustSaySomething(input.content)
    if (projectId !== actor.projectId)
      throw invalid({ field: 'projectId', message: 'is not the project of what you comment on' })
    const values = { projectId, [subjectFields[entityType]]: entityId, content: documentOf(input.content) }
    const row = await insert(tx, comments, values, actor)
    const { mentionedUsers, newlyMentioned } = await setMentions(tx, row, mentionedUserIds)
    const place = { at: 'comment_id', id: row.id, given: input.attachments } as const
    const attachments = await attach({ tx, actor, record, uploads }, place)
    record.created('comment', Object.assign(row, { attachments }))
    record.event('comment.created', { id: row.id, projectId, entityType, entityId, mentionedUserIds: newlyMentioned })
    const { id, name, email } = actor
    return commentOf({ ...row, user: { id, name, email, avatarUrl: null }, mentionedUsers, attachments })
  },
)
