import type { Client } from './server.ts'

interface As {
  fileName?: string
  contentType?: string
}

/** Uploads bytes as the API says it, by its two calls; gives the fileKey. */
export async function upload(client: Client, content: string | Buffer, as: As = {}): Promise<string> {
  const { fileName = 'note.txt', contentType = 'text/plain' } = as
  const bytes = Buffer.from(content)
  const { status, body } = await client.post('/api/get-attachment-url', {
    fileName,
    fileSize: bytes.length,
    contentType,
  })
  if (status !== 200) throw new Error(`an upload address: ${status} ${JSON.stringify(body)}`)
  const put = await client.call('PUT', new URL(body.uploadUrl).pathname, bytes, { 'content-type': contentType })
  if (put.status !== 204) throw new Error(`uploading: ${put.status} ${JSON.stringify(put.body)}`)
  return body.fileKey
}

/** The bytes behind an attachment's address, and how they come. */
export async function fetchFile(client: Client, url: string) {
  const redirect = await client.get(url)
  if (redirect.status !== 302) throw new Error(`GET ${url}: ${redirect.status} ${JSON.stringify(redirect.body)}`)
  return client.get(String(redirect.headers.location))
}

/** The smallest PNG. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
