import { grants, subjects } from '@testplanit/api/access'
import type { Comment } from '@testplanit/api/domains/comments/schemas'
import { forbidden, notFound } from '@testplanit/api/errors'
import type { Actor } from '../../pipeline/actor.ts'

/** Throws NOT_FOUND for a comment on what the caller may not read: it is not to be read by its own address either. */
export function mustReadSubject(actor: Actor, { entityType }: Pick<Comment, 'entityType'>): void {
  if (!grants(actor.grants, subjects[entityType].area, 'read')) throw notFound('comment')
}

/** Throws FORBIDDEN for all but the author. */
export function mustBeAuthor(actor: Actor, { createdBy }: Pick<Comment, 'createdBy'>): void {
  if (createdBy !== actor.id) throw forbidden('Only who wrote a comment can change it.')
}
