import type { Handlers } from '../../pipeline/handler.ts'
import { createAttachment } from './create-attachment.ts'
import { deleteAttachment } from './delete-attachment.ts'
import { getAttachment } from './get-attachment.ts'
import { listAttachments } from './list-attachments.ts'
import { requestUpload } from './request-upload.ts'

export const attachmentsHandlers = {
  requestUpload,
  list: listAttachments,
  create: createAttachment,
  get: getAttachment,
  delete: deleteAttachment,
} satisfies Handlers['attachments']
