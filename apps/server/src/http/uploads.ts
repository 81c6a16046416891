import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UploadedFile } from '@testplanit/api/domains/imports/schemas'
import { Fault, unauthorized } from '@testplanit/api/errors'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { type Credential, identify } from '../pipeline/authorize.ts'
import type { Platform } from '../platform/platform.ts'
import { credentialOf } from './context.ts'
import { lanes } from './lanes.ts'

const MB = 1024 * 1024
const MAX_FIELD = 64 * 1024

type Parts = Record<string, unknown>
export type ReceiveUpload = <T>(request: FastifyRequest, whatFor: Purpose<T>) => Promise<T>

interface Purpose<T> {
  /** Throws where files of this caller may not be kept; asked before the first file, with the fields before it. */
  admit(credential: Credential, fields: Parts): Promise<void>
  use(parts: Parts): Promise<T>
}

/**
 * Puts the files of a multipart request on disk (fields may follow them), gives all parts to `use`, and clears the
 * files away when that has ended, however it ended. Who may not do this hears so before a byte of theirs is kept.
 * What is done with uploads takes long: so that it never holds all connections to PostgreSQL, half of them at most.
 */
export function uploads({ config, database }: Platform): ReceiveUpload {
  const inTurn = lanes(Math.ceil(config.DATABASE_POOL / 2))
  return async (request, { admit, use }) => {
    const credential = credentialOf(request)
    if (!credential) throw unauthorized()
    await identify(database, credential, null, [])
    if (!request.isMultipart()) throw new Fault('BAD_REQUEST', 'Send multipart/form-data.')
    const waiting = uploadsFolder(config)
    await mkdir(waiting, { recursive: true, mode: 0o700 })
    const folder = await mkdtemp(join(waiting, 'upload-'))
    try {
      const parts = await readParts(request, folder, config.MAX_IMPORT_MB, (fields) => admit(credential, fields))
      return await inTurn(() => use(parts))
    } finally {
      // What of a refused body still comes is passed over: unread, it would keep the connection open for ever.
      request.raw.resume()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Where uploads wait while they are used. */
export const uploadsFolder = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>) => join(DATA_DIR, 'uploads')

async function readParts(
  request: FastifyRequest,
  folder: string,
  maxMegabytes: number,
  admit: (fields: Parts) => Promise<void>,
): Promise<Parts> {
  const parts: Parts = {}
  let isAdmitted = false
  const room = { left: maxMegabytes * MB }
  const limits = { fileSize: maxMegabytes * MB + 1, files: 1000, fields: 100, fieldSize: MAX_FIELD }
  const add = (name: string, value: unknown) => {
    parts[name] = Object.hasOwn(parts, name) ? [parts[name], value].flat() : value
  }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        if (!isAdmitted) await admit(parts)
        isAdmitted = true
        add(part.fieldname, [await keep(part.file, folder, part.filename, room)])
      } else if (part.valueTruncated)
        throw new Fault('PAYLOAD_TOO_LARGE', `${part.fieldname} is larger than ${MAX_FIELD} bytes.`)
      else add(part.fieldname, part.value)
    }
  } catch (error) {
    if (request.raw.errored) throw new Fault('BAD_REQUEST', 'The upload broke off.')
    throw isMalformed(error) ? new Fault('BAD_REQUEST', `The multipart body cannot be read: ${error.message}.`) : error
  }
  return parts
}

/** The multipart parser throws bare errors for a body that is broken; those of the disk carry a code. */
const isMalformed = (error: unknown): error is Error =>
  error instanceof Error && error.constructor === Error && !('code' in error)

async function keep(
  stream: NodeJS.ReadableStream,
  folder: string,
  name: string | undefined,
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
  return new UploadedFile({ name: displayName(name), path, size, sha256: hash.digest('hex') })
}

/** A file's name is only ever shown: what PostgreSQL cannot hold is left out of it. */
const displayName = (name = 'file') => name.replaceAll('\0', '').slice(0, 255).toWellFormed()
