import type { attachments as operations } from '@testplanit/api/domains/attachments/operations'
import { notFound } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { addressOf, readAttachment, storageKeyOf } from './queries.ts'

/** Until the small picture is made, the image stands for it. */
export const getThumbnail: Handler<typeof operations.getThumbnail> = async ({ input, db, platform }) => {
  const { fileId, name, image, thumbnailKey } = await readAttachment(db, input.attachmentId)
  if (!fileId || !image) throw notFound('thumbnail')
  return addressOf(
    platform.storage,
    thumbnailKey
      ? { key: thumbnailKey, name: `${name}.webp`, image: 'image/webp' }
      : { key: storageKeyOf(fileId), name, image },
  )
}
