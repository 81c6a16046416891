const SIDE = 320
const MAX_SECONDS = 20
/** What an image unfolds to must fit beside everything else: a few kilobytes can hold billions of pixels. */
const MAX_PIXELS = 50_000_000
const MAX_UNFOLDED = 256 * 1024 * 1024
/** Bytes for one value of a pixel, where it takes more than one. */
const WIDE: Record<string, number> = { ushort: 2, short: 2, uint: 4, int: 4, float: 4, double: 8 }

/** The four kinds that are taken for images; nothing else of the library reads what strangers send. */
const READERS = ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadNsgif', 'VipsForeignLoadWebp']

/**
 * Gives what makes a small picture (WebP) of an image, without what else its file tells of place and camera. That
 * rejects where the image cannot be read or is too large. The library is loaded when it is first asked for.
 */
export async function openThumbnails(): Promise<(image: Buffer) => Promise<Buffer>> {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: READERS })
  sharp.cache(false)
  sharp.concurrency(1)
  return async (bytes) => {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    const { width, height, channels, depth } = await image.metadata()
    if (width * height * channels * (WIDE[depth] ?? 1) > MAX_UNFOLDED) throw new Error('The image is too large.')
    return image
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp()
      .timeout({ seconds: MAX_SECONDS })
      .toBuffer()
  }
}
