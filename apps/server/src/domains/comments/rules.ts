import { isBlank } from '@testplanit/api/common/document-text'
import type { RichText } from '@testplanit/api/common/text'
import type { Comment } from '@testplanit/api/domains/comments/schemas'
import { forbidden, invalid } from '@testplanit/api/errors'
import type { Actor } from '../../pipeline/actor.ts'

/** Throws VALIDATION_ERROR for what is well-formed and says nothing: whether there is what it is about, is asked first. */
export function mustSaySomething(content: RichText): void {
  if (isBlank(content)) throw invalid({ field: 'content', message: 'says nothing' })
}

/** Throws FORBIDDEN for all but the author. */
export function mustBeAuthor(actor: Actor, { createdBy }: Pick<Comment, 'createdBy'>): void {
  if (createdBy !== actor.id) throw forbidden('Only who wrote a comment can change it.')
}
