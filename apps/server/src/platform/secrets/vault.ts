import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from './secrets.ts'

/** Keeps texts so that who reads the database alone cannot read them. */
export interface Vault {
  /** The text encrypted; each time it comes out as another one. */
  seal(text: string): string
  /** The text of what was sealed. Throws where that was under another secret, or somebody changed it. */
  open(sealed: string): string
}

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16
/** Says how it was sealed, so that another way can come to stand beside it. */
const VERSION = '1.'

/** A vault under a key of the installation's secret. */
export function openVault(secret: string): Vault {
  const key = deriveKey(secret, 'vault')
  return {
    seal(text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG })
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')
    },
    open(sealed) {
      try {
        if (!sealed.startsWith(VERSION)) throw new Error('This was sealed in a way that is not known here.')
        const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
        decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
        return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
      } catch (cause) {
        throw new Error('What was sealed cannot be opened: APP_SECRET is another one, or somebody changed it.', {
          cause,
        })
      }
    },
  }
}
