import type { Handlers } from '../../pipeline/handler.ts'
import { createAttachment } from './create-attachment.ts'
import { deleteAttachment } from './delete-attachment.ts'
import { getAttachment } from './get-attachment.ts'
import { getThumbnail } from './get-thumbnail.ts'
import { listAttachments } from './list-attachments.ts'
import { requestUpload } from './request-upload.ts'

export const attachmentsHandlers = {
  requestUpload,
  list: listAttachments,
  create: createAttachment,
  get: getAttachment,
  getThumbnail,
  delete: deleteAttachment,
} satisfies Handlers['attachments']
