import { hkdfSync, randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The installation's secret: the configured one, else the one in the data directory, made at the first start. */
export async function appSecret(dataDir: string, configured?: string): Promise<string> {
  return configured ?? secretFile(join(dataDir, 'app-secret'))
}

/** A key of 32 bytes for one purpose. Keys for different purposes tell nothing about each other, or about the secret. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `testplanit:${purpose}`, 32))
}

/** The secret (32 random bytes, base64url) kept in `file`, which only its owner may read; made when there is none. */
export async function secretFile(file: string): Promise<string> {
  const kept = await read(file)
  if (kept !== undefined) return kept
  const making = `${file}.${process.pid}`
  const handle = await open(making, 'w', 0o600)
  try {
    await handle.writeFile(randomBytes(32).toString('base64url'))
    // What was encrypted under it must not outlive it in a power cut.
    await handle.sync()
    // A link never overwrites: of two that make it at once, both go on with the first one's.
    await link(making, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await handle.close()
    await rm(making)
  }
  return readFile(file, 'utf8')
}

async function read(file: string): Promise<string | undefined> {
  let content: string
  try {
    content = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (Buffer.byteLength(content) >= 32) return content
  throw new Error(`${file} is damaged (a secret has 32 bytes or more): bring it back from your backup.`)
}
