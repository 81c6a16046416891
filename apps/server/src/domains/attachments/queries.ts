import type { Attachment, FileAddress } from '@testplanit/api/domains/attachments/schemas'
import { invalid, notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Reader } from '../../platform/database/database.ts'
import { HEAD, type ImageType, imageTypeOf } from '../../platform/images/image-type.ts'
import type { Download, Storage } from '../../platform/storage/storage.ts'
import { attachmentsAt, type SubjectColumn } from './answers.ts'
import { attachments, files } from './tables.ts'

/** An attachment that an input names: a link, a file, or in a list that replaces another one that is there. */
export interface Given {
  id?: string | undefined
  name: string
  url?: string | undefined
  fileKey?: string | undefined
}

/** What was found in the storage, by the keys of an input. */
export type Uploads = Map<string, { size: number; image: ImageType | null }>

const MAX_FILES = 1000
/** Larger images are files like others. */
const MAX_IMAGE_BYTES = 32 * 1024 * 1024
const FILE_KEY = /^attachments\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/[\w.-]+$/

/** Where the storage keeps a file: no name that somebody gave becomes part of a path. */
export const storageKeyOf = (fileId: string) => `attachments/${fileId}`

/**
 * Looks, before a command's transaction, whether the files that an input names have come to the storage, and which are
 * images. Whether the caller may attach them is for the transaction to say. Throws VALIDATION_ERROR for too many.
 */
export async function readUploads(storage: Storage, given: Given[] = []): Promise<Uploads> {
  const keys = new Set(given.flatMap(({ fileKey }) => fileKey ?? []))
  if (keys.size > MAX_FILES)
    throw invalid({ field: 'attachments', message: `are more than ${MAX_FILES} files: send them in parts` })
  const found = await Promise.all(
    [...keys].map(async (key) => {
      const id = FILE_KEY.exec(key)?.[1]
      const there = id ? await storage.peek(storageKeyOf(id), HEAD) : null
      if (!there) return []
      const { size, head } = there
      return [[key, { size, image: size <= MAX_IMAGE_BYTES ? imageTypeOf(head) : null }] as const]
    }),
  )
  return new Map(found.flat())
}

/** The attachments of one thing, in their order. */
export async function readAttachments(db: Reader, column: SubjectColumn, id: string): Promise<Attachment[]> {
  const [row] = await db.execute<{ attachments: Attachment[] }>(
    sql`select ${attachmentsAt(column, 'about.id')} as attachments from (select ${id}::uuid as id) about`,
  )
  return row?.attachments ?? []
}

/** A living attachment with what its file is. Throws NOT_FOUND. */
export async function readAttachment(db: Reader, id: string) {
  const [row] = await db
    .select({
      url: attachments.url,
      name: attachments.name,
      fileId: attachments.fileId,
      image: files.image,
      thumbnailKey: files.thumbnailKey,
    })
    .from(attachments)
    .leftJoin(files, eq(files.id, attachments.fileId))
    .where(and(eq(attachments.id, id), isNull(attachments.deletedAt)))
  if (!row) throw notFound('attachment')
  return row
}

/** A signed address of a file, as the API answers it. */
export function addressOf(storage: Storage, download: Download): z.infer<typeof FileAddress> {
  const { url, expires } = storage.downloadUrl(download)
  return { url, expires: expires.toISOString() }
}
