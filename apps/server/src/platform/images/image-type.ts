/** The images that a browser may show in a page: none of them can run anything. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
