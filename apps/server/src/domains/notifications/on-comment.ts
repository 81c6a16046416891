import { subjects } from '@testplanit/api/access'
import { plainText } from '@testplanit/api/common/document-text'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { subscriber } from '../../pipeline/dispatch-events.ts'
import { comments } from '../comments/tables.ts'
import { beginningOf } from './answers.ts'
import { concernedBy } from './queries.ts'
import { tell } from './writes.ts'

/** Tells those whom a comment mentions, and of a new one those whom its subject concerns. */
export const onComment = subscriber({
  name: 'tell-of-comments',
  listensTo: ['comment.created', 'comment.updated'],
  retries: 5,
  atOnce: 50,
  async run(event, platform) {
    const { id: commentId, entityType, entityId, mentionedUserIds } = event.payload
    const [comment] = await platform.database.db
      .select({ content: comments.content })
      .from(comments)
      .where(and(eq(comments.id, commentId), isNull(comments.deletedAt)))
    if (!comment) return
    await tell(platform, event, {
      entityType,
      entityId,
      inAreas: [subjects[entityType].area, 'comments'],
      audience: sql`
        with concerned as (${concernedBy(entityType, entityId)})
        select mentioned.id as user_id, 'MENTIONED' as kind, title, details
          from (select title, details from concerned limit 1) about,
               unnest(${`{${mentionedUserIds.join()}}`}::uuid[]) as mentioned(id)
        union all
        select user_id, 'COMMENTED', title, details from concerned where ${event.type === 'comment.created'}`,
      details: { commentId, excerpt: beginningOf(plainText(comment.content)) },
    })
  },
})
