import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { UploadedFile } from '@testplanit/api/domains/imports/schemas'
import { Fault } from '@testplanit/api/errors'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

const MB = 1024 * 1024
const MAX_FIELD = 64 * 1024

/**
 * Puts the files of a multipart request on disk (fields may follow them), gives all parts to `use`,
 * and clears the files away when that has ended, however it ended.
 */
export async function receiveUpload<T>(
  request: FastifyRequest,
  { DATA_DIR, MAX_IMPORT_MB }: Config,
  use: (parts: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new Fault('BAD_REQUEST', 'Send multipart/form-data.')
  const waiting = join(DATA_DIR, 'uploads')
  await mkdir(waiting, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(waiting, 'upload-'))
  try {
    return await use(await readParts(request, folder, MAX_IMPORT_MB))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readParts(
  request: FastifyRequest,
  folder: string,
  maxMegabytes: number,
): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = {}
  const room = { left: maxMegabytes * MB }
  const limits = { fileSize: maxMegabytes * MB + 1, files: 1000, fields: 100, fieldSize: MAX_FIELD }
  for await (const part of request.parts({ limits })) {
    const known = parts[part.fieldname]
    if (part.type === 'file') {
      const file = await keep(part.file, folder, part.filename, room)
      parts[part.fieldname] = Array.isArray(known) ? [...known, file] : [file]
      continue
    }
    if (part.valueTruncated)
      throw new Fault('PAYLOAD_TOO_LARGE', `${part.fieldname} is larger than ${MAX_FIELD} bytes.`)
    parts[part.fieldname] = known === undefined ? part.value : [known, part.value].flat()
  }
  return parts
}

async function keep(
  stream: NodeJS.ReadableStream,
  folder: string,
  name: string,
  room: { left: number },
): Promise<UploadedFile> {
  const hash = createHash('sha256')
  const path = join(folder, randomUUID())
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      room.left -= chunk.length
      hash.update(chunk)
      done(
        room.left < 0 ? new Fault('PAYLOAD_TOO_LARGE', 'The upload is larger than MAX_IMPORT_MB allows.') : null,
        chunk,
      )
    },
  })
  await pipeline(stream, measure, createWriteStream(path, { mode: 0o600 }))
  return { name: name.slice(0, 255), path, size, sha256: hash.digest('hex') }
}
