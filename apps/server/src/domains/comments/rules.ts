import type { Comment } from '@testplanit/api/domains/comments/schemas'
import { forbidden } from '@testplanit/api/errors'
import type { Actor } from '../../pipeline/actor.ts'

/** Throws FORBIDDEN for all but the author. */
export function mustBeAuthor(actor: Actor, { createdBy }: Pick<Comment, 'createdBy'>): void {
  if (createdBy !== actor.id) throw forbidden('Only who wrote a comment can change it.')
}
