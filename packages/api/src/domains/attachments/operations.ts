import { about, login, standing } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  CreateAttachment,
  FileAddress,
  ListAttachments,
  ListedAttachment,
  OneAttachment,
  RequestUpload,
  UploadAddress,
} from './schemas.ts'

export const attachments = {
  requestUpload: command({
    path: 'POST /get-attachment-url',
    summary: 'Ask for an address to upload a file to',
    description:
      'The address takes one PUT of exactly the size and type that are stated, for an hour. Then name the fileKey where an attachment is taken; what nobody attaches within a day is thrown away.',
    access: login,
    input: RequestUpload,
    output: UploadAddress,
    secret: true,
  }),
  list: query({
    path: 'GET /attachments',
    summary: 'List what is attached to something, in its order',
    access: about('entityType', 'entityId', 'read'),
    input: ListAttachments,
    output: pageOf(ListedAttachment),
  }),
  create: command({
    path: 'POST /attachments',
    summary: 'Attach a file or a link to something',
    description: 'To a comment its author alone; to a result while its run is active.',
    access: about('entityType', 'entityId', 'write'),
    input: CreateAttachment,
    output: ListedAttachment,
    status: 201,
  }),
  get: query({
    path: 'GET /attachments/{attachmentId}',
    summary: 'Go to an attachment',
    description:
      'Redirects to a signed address that serves the file for five minutes, or to the link. Files come as downloads; images (PNG, JPEG, GIF, WebP) show in the page.',
    access: standing('attachment', 'attachmentId', 'read'),
    input: OneAttachment,
    output: FileAddress,
    status: 302,
  }),
  getThumbnail: query({
    path: 'GET /attachments/{attachmentId}/thumbnail',
    summary: 'Go to a small picture of an image',
    description: 'Redirects as the attachment itself does. A 404 for all that is no image, or cannot be read as one.',
    access: standing('attachment', 'attachmentId', 'read'),
    input: OneAttachment,
    output: FileAddress,
    status: 302,
  }),
  delete: command({
    path: 'DELETE /attachments/{attachmentId}',
    summary: 'Remove an attachment',
    description:
      "From a result or a comment, another's takes the right to delete there; from a result also that its run or session is active.",
    access: standing('attachment', 'attachmentId', 'write'),
    input: OneAttachment,
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
