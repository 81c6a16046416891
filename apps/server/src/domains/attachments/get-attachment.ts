import type { attachments as operations } from '@testplanit/api/domains/attachments/operations'
import { notFound } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { addressOf, readAttachment, storageKeyOf } from './queries.ts'

export const getAttachment: Handler<typeof operations.get> = async ({ input, db, platform }) => {
  const { url, fileId, name, image } = await readAttachment(db, input.attachmentId)
  if (url !== null) return { url, expires: null }
  if (!fileId) throw notFound('attachment')
  return addressOf(platform.storage, { key: storageKeyOf(fileId), name, image })
}
