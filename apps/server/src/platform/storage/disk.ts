import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { conflict } from '@testplanit/api/errors'
import { deriveKey } from '../secrets/secrets.ts'
import { signer } from './signing.ts'
import type { Download, SignedAddress, Storage, Upload } from './storage.ts'

const HOUR = 3_600_000
const FIVE_MINUTES = 300_000
/** Letters, digits, and no way up: a key is made by us, and still never trusted as a path. */
const KEY = /^[\w-]+(?:\/[\w-]+)*$/
/** No key leads here. */
const PARTS = '.parts'

/** What an address of the disk store allows: one of the two. */
type Claims = { upload?: Upload; download?: Download }

/**
 * Files under one folder. What comes is written aside and linked to its place when it is whole: there is never half a
 * file, and a link never overwrites.
 */
export function diskStorage(folder: string, secret: string, now: () => Date) {
  const { sign, check } = signer(deriveKey(secret, 'files'), now)
  const parts = join(folder, PARTS)
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error(`not a key: ${key}`)
    return join(folder, key)
  }
  const address = (claims: Claims, lifetime: number): SignedAddress => {
    const expires = new Date(now().getTime() + lifetime)
    return { url: `/files/${sign(claims, expires)}`, expires }
  }

  const storage: Storage = {
    async write(key, bytes) {
      const path = pathOf(key)
      const part = join(parts, randomUUID())
      for (const place of [parts, dirname(path)]) await mkdir(place, { recursive: true, mode: 0o700 })
      try {
        await pipeline(bytes, createWriteStream(part, { mode: 0o600, flush: true }))
        await link(part, path)
      } catch (error) {
        throw codeOf(error) === 'EEXIST' ? conflict('This was uploaded already.') : error
      } finally {
        await rm(part, { force: true })
      }
      await sync(dirname(path))
    },
    async read(key) {
      const handle = await open(pathOf(key))
      return handle.createReadStream()
    },
    async peek(key, count) {
      const handle = await open(pathOf(key)).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      })
      if (!handle) return null
      try {
        const [{ size }, { buffer, bytesRead }] = await Promise.all([
          handle.stat(),
          handle.read(Buffer.alloc(count), 0, count, 0),
        ])
        return { size, head: buffer.subarray(0, bytesRead) }
      } finally {
        await handle.close()
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    uploadUrl: (upload) => address({ upload }, HOUR),
    downloadUrl: (download) => address({ download }, FIVE_MINUTES),
  }
  return { storage, folder, parts, check: (signed: string) => check<Claims>(signed) }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/** A file that came to its place is there after a power cut only when its folder was written too. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
