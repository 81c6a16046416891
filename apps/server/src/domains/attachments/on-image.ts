import { buffer } from 'node:stream/consumers'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { subscriber } from '../../pipeline/dispatch-events.ts'
import { openThumbnails } from '../../platform/images/thumbnail.ts'
import { storageKeyOf } from './queries.ts'
import { attachments, files } from './tables.ts'

/** Makes a small picture of an image; one that cannot be read is a file like others from then on. */
export const onImage = subscriber({
  name: 'make-thumbnails',
  listensTo: ['image.attached'],
  retries: 3,
  atOnce: 10,
  async run({ payload }, { database: { db }, storage, log }) {
    const [file] = await db
      .select({ id: files.id })
      .from(attachments)
      .innerJoin(files, eq(files.id, attachments.fileId))
      .where(and(eq(attachments.id, payload.id), isNotNull(files.image), isNull(files.thumbnailKey)))
    if (!file) return
    const [thumbnailOf, image] = await Promise.all([openThumbnails(), storage.read(storageKeyOf(file.id)).then(buffer)])
    const thumbnail = await thumbnailOf(image).catch((error: unknown) => {
      log.info({ err: error, file: file.id }, 'an image without a thumbnail')
      return null
    })
    if (!thumbnail) {
      await db.update(files).set({ image: null }).where(eq(files.id, file.id))
      return
    }
    const thumbnailKey = `thumbnails/${file.id}`
    // One that was killed here may have left its own.
    await storage.remove(thumbnailKey)
    await storage.write(thumbnailKey, [thumbnail])
    const [kept] = await db.update(files).set({ thumbnailKey }).where(eq(files.id, file.id)).returning({ id: files.id })
    if (!kept) await storage.remove(thumbnailKey)
  },
})
