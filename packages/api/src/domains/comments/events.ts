import type { Comment } from './schemas.ts'

type Told = Pick<Comment, 'id' | 'projectId' | 'entityType' | 'entityId'> & {
  /** Whom it mentions for the first time. */
  mentionedUserIds: string[]
}

export interface CommentEvents {
  'comment.created': Told
  'comment.updated': Told
}
