/** The images that a browser may show in a page: none of them can run anything. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
export type ImageType = (typeof imageTypes)[number]

/** So many of the first bytes say what an image is. */
export const HEAD = 12

/** Which image bytes are, by how they begin and whatever their name and sender say; null for all others. */
export function imageTypeOf(head: Buffer): ImageType | null {
  const text = head.toString('latin1', 0, HEAD)
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(text)) return 'image/gif'
  return /^RIFF.{4}WEBP/s.test(text) ? 'image/webp' : null
}
