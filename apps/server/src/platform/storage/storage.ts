import type { Readable } from 'node:stream'
import type { ImageType } from '../images/image-type.ts'

/** What an upload address takes: exactly so many bytes of that type, once. */
export interface Upload {
  key: string
  size: number
  type: string
}

/** What a download address gives: as a download with that name; an image may show in the page. */
export interface Download {
  key: string
  name: string
  image: ImageType | null
}

/** What a signed address allows, and until when. One below our own origin may come as a path. */
export interface SignedAddress {
  url: string
  expires: Date
}

/** Where bytes are kept. It holds only bytes: who may see what is the database's to say. */
export interface Storage {
  /** Keeps them whole or not at all. Throws CONFLICT where there is something already. */
  write(key: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>
  /** Rejects with ENOENT where there is nothing. */
  read(key: string): Promise<Readable>
  /** How many bytes there are, and the first of them; null where there is nothing. */
  peek(key: string, count: number): Promise<{ size: number; head: Buffer } | null>
  remove(key: string): Promise<void>
  /** An address to PUT exactly that to, for an hour. */
  uploadUrl(upload: Upload): SignedAddress
  /** An address to GET it from, for five minutes. */
  downloadUrl(download: Download): SignedAddress
}
