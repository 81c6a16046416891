import * as z from 'zod'
import { documentOf } from '../../common/document-text.ts'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { Document, RichText } from '../../common/text.ts'
import { Attachment, Attachments, ChangedAttachments } from '../attachments/schemas.ts'
import { Person } from '../users/schemas.ts'

/** What can be commented on. */
export const CommentSubject = z.enum(['repositoryCase', 'testRun', 'session', 'testRunResult'])
export type CommentSubject = z.infer<typeof CommentSubject>

const fields = {
  content: RichText.refine((value) => Document.safeParse(documentOf(value)).success, {
    error: 'has too many lines',
  }).meta({ description: 'A TipTap document; a plain string is wrapped into one.' }),
  mentionedUserIds: z
    .array(ref('user'))
    .max(100)
    .meta({ description: 'Further people to tell, beside those whom the document mentions.' }),
}

/** What somebody says about something. */
export const Comment = z
  .object({
    ...base,
    projectId: Id,
    entityType: CommentSubject,
    entityId: Id,
    content: Document,
    user: Person.meta({ description: 'Who wrote it.' }),
    mentionedUsers: z.array(Person),
    attachments: z.array(Attachment),
  })
  .meta({ id: 'Comment' })
export type Comment = z.infer<typeof Comment>

export const CreateComment = z.strictObject({
  projectId: Id,
  entityType: CommentSubject,
  entityId: Id,
  ...fields,
  mentionedUserIds: fields.mentionedUserIds.default([]),
  attachments: Attachments.default([]),
})

export const UpdateComment = changes({ ...fields, attachments: ChangedAttachments }).extend({ commentId: Id })

export const ListComments = list({ entityType: CommentSubject, entityId: Id })
