import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { deriveKey } from '../secrets/secrets.ts'
import { signer } from './signing.ts'
import type { Storage, Upload } from './storage.ts'

const HOUR = 3_600_000
const FIVE_MINUTES = 300_000
/** Letters, digits, and no way up: a key is made by us, and still never trusted as a path. */
const KEY = /^[\w-]+(?:\/[\w-]+)*$/

/** What the addresses of the disk store claim. */
export type Claims = { kind: 'upload'; upload: Upload } | { kind: 'download'; key: string; name: string }

/** Files under one folder. Written beside their place and renamed: there is never half a file. */
export function diskStorage(folder: string, secret: string, origin: string, now: () => Date) {
  const { sign, check } = signer(deriveKey(secret, 'files'), now)
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error(`not a key: ${key}`)
    return join(folder, key)
  }
  const address = (claims: Claims, lifetime: number) => {
    const expires = new Date(now().getTime() + lifetime)
    return { url: `${origin}/files/${sign(claims, expires)}`, expires }
  }

  const storage: Storage = {
    async write(key, bytes) {
      const path = pathOf(key)
      const part = `${path}.${randomUUID()}`
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      try {
        await pipeline(bytes, createWriteStream(part, { mode: 0o600, flush: true }))
        await rename(part, path)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      await sync(dirname(path))
      return { size: (await stat(path)).size }
    },
    async read(key) {
      const { size } = await stat(pathOf(key))
      return { bytes: createReadStream(pathOf(key)), size }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    uploadUrl: (upload) => address({ kind: 'upload', upload }, HOUR),
    downloadUrl: (key, name) => address({ kind: 'download', key, name }, FIVE_MINUTES),
  }
  return { storage, check: (signed: string) => check<Claims>(signed) }
}

/** A renamed file is there after a power cut only when its folder was written too. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
