import type { Readable } from 'node:stream'

/** What a signed address allows: one thing with one key, until then. An upload also states its size and type. */
export interface Upload {
  key: string
  size: number
  type: string
}

/** Where bytes are kept. It holds only bytes: who may see what is the database's to say. */
export interface Storage {
  write(key: string, bytes: AsyncIterable<Buffer>): Promise<{ size: number }>
  /** Rejects with ENOENT where there is nothing. */
  read(key: string): Promise<{ bytes: Readable; size: number }>
  remove(key: string): Promise<void>
  /** An address to PUT exactly that to, for an hour. */
  uploadUrl(upload: Upload): { url: string; expires: Date }
  /** An address to GET it from, for five minutes, as a download with that name. */
  downloadUrl(key: string, name: string): { url: string; expires: Date }
}
