import * as z from 'zod'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { line, name, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'

/** What can be attached to. */
export const AttachmentSubject = z.enum(['testCase', 'step', 'testRun', 'testRunResult', 'session', 'issue', 'comment'])
export type AttachmentSubject = z.infer<typeof AttachmentSubject>

const MAX_ATTACHMENTS = 100

/** A link or a file at something. */
export const Attachment = z
  .object({
    id: Id,
    name: z.string(),
    url: z.string().meta({ description: 'The link; of a file the path that redirects to it.' }),
    size: z.int().nullable().meta({ description: 'Bytes; null for a link.' }),
    contentType: z.string().nullable().meta({ description: 'As its sender stated it.' }),
    thumbnailUrl: z.string().nullable().meta({ description: 'A small picture of an image.' }),
  })
  .meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>

const FileKey = text(300).meta({
  description: 'Of POST /get-attachment-url, once the bytes were sent. It serves once, for who asked for it.',
})
const Link = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .meta({ description: 'Any http or https address: kept as a link and never fetched.' })

const fields = { name: name(), url: Link.optional(), fileKey: FileKey.optional() }
const isOne = ({ url, fileKey }: { url?: string | undefined; fileKey?: string | undefined }) =>
  (url === undefined) !== (fileKey === undefined)
const one = { path: ['url'], error: 'give url or fileKey, one of them' }

/** The attachments of something new, in their order. */
export const Attachments = z.array(z.strictObject(fields).refine(isOne, one)).max(MAX_ATTACHMENTS)

/** The attachments that something shall have from now on: those that are there by their id, and new ones. */
export const ChangedAttachments = z
  .array(
    z
      .strictObject({
        ...fields,
        id: Id.optional().meta({ description: 'One that carries its id stays as it is.' }),
        url: text(2000).optional(),
        size: z.int().nullish(),
        contentType: text(255).nullish(),
        thumbnailUrl: text(2000).nullish(),
      })
      .refine((given) => given.id !== undefined || isOne(given), one)
      .refine(({ id, url }) => id !== undefined || Link.optional().safeParse(url).success, {
        path: ['url'],
        error: 'must be an http or https address',
      }),
  )
  .max(MAX_ATTACHMENTS)
  .meta({ description: 'What is not in the list goes.' })

/** An attachment, and what it stands at. */
export const ListedAttachment = Attachment.extend({
  createdAt: Time,
  updatedAt: Time,
  createdBy: Id.nullable(),
  updatedBy: Id.nullable(),
  deleted: z.boolean(),
  projectId: Id,
  entityType: AttachmentSubject,
  entityId: Id,
}).meta({ id: 'ListedAttachment' })
export type ListedAttachment = z.infer<typeof ListedAttachment>

export const CreateAttachment = z
  .strictObject({ entityType: AttachmentSubject, entityId: Id, ...fields })
  .refine(isOne, one)
export const ListAttachments = list({ entityType: AttachmentSubject, entityId: Id })
export const OneAttachment = z.strictObject({ attachmentId: Id })

/** `text/html; charset=utf-8` */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\x20-\x7e]*)?$/

export const RequestUpload = z.strictObject({
  fileName: name(),
  fileSize: z.int().min(0).meta({ description: 'Bytes.' }),
  contentType: line(255).regex(MEDIA_TYPE, { error: 'must be a media type, as image/png' }),
})

export const UploadAddress = z.object({
  uploadUrl: z.string().meta({ description: 'PUT the bytes here, with the Content-Type that was stated; no login.' }),
  fileKey: z.string().meta({ description: 'Name it where an attachment is taken.' }),
  expires: Time,
})

/** Where the bytes are, for five minutes; a link for ever. */
export const FileAddress = z.object({ url: z.string(), expires: Time.nullable() })
