import type { attachments as operations } from '@testplanit/api/domains/attachments/operations'
import { Fault } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { newId } from '../../platform/database/ids.ts'
import { storageKeyOf } from './queries.ts'
import { files } from './tables.ts'

const MB = 1024 * 1024
const MAX_NAME = 100

export const requestUpload: Handler<typeof operations.requestUpload> = async (call) => {
  const { input, actor, caller, platform, tx, record } = call
  const { fileName: name, fileSize: size, contentType } = input
  const { MAX_UPLOAD_MB } = platform.config
  if (size > MAX_UPLOAD_MB * MB)
    throw new Fault('PAYLOAD_TOO_LARGE', `Files of at most ${MAX_UPLOAD_MB} MB are taken (MAX_UPLOAD_MB).`)
  const id = newId()
  const key = `attachments/${id}/${plain(name)}`
  await tx.insert(files).values({ id, key, name, size, contentType, createdBy: actor.id })
  record.did(null, {}, { fileKey: key, size, contentType })
  const { url, expires } = platform.storage.uploadUrl({ key: storageKeyOf(id), size, type: contentType })
  return { uploadUrl: new URL(url, caller.origin).href, fileKey: key, expires: expires.toISOString() }
}

/** The name in a key: letters, digits, and the end that says what it is. It is shown and compared, and leads nowhere. */
const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '_')
    .slice(-MAX_NAME)
    .replace(/^\.+/, '') || 'file'
