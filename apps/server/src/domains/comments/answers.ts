import type { Document } from '@testplanit/api/common/text'
import type { Comment } from '@testplanit/api/domains/comments/schemas'
import { answer } from '../../platform/database/entities.ts'
import type { comments } from './tables.ts'

type Row = typeof comments.$inferSelect

/** What a comment is about. */
export function subjectOf({ caseId, runId, sessionId, resultId }: Row): Pick<Comment, 'entityType' | 'entityId'> {
  if (caseId) return { entityType: 'repositoryCase', entityId: caseId }
  if (runId) return { entityType: 'testRun', entityId: runId }
  if (sessionId) return { entityType: 'session', entityId: sessionId }
  return { entityType: 'testRunResult', entityId: resultId as string }
}

/** A comment as the API answers it. */
export function commentOf({
  user,
  mentionedUsers,
  attachments,
  ...row
}: Row & Pick<Comment, 'user' | 'mentionedUsers' | 'attachments'>): Comment {
  const { caseId: _, runId: __, sessionId: ___, resultId: ____, content, ...comment } = answer(row)
  return { ...comment, ...subjectOf(row), content: content as Document, user, mentionedUsers, attachments }
}
