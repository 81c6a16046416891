import type { Client } from './server.ts'

/** The multipart body of an import, and the header that goes with it. Files by their names; the other parts as texts. */
export async function multipart(files: Record<string, string | Buffer>, parts: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.append(name, value)
  for (const [name, content] of Object.entries(files))
    form.append('file', new Blob([new Uint8Array(Buffer.from(content as string))]), name)
  const request = new Request('http://127.0.0.1', { method: 'POST', body: form })
  const body = Buffer.from(await request.arrayBuffer())
  return { body, headers: { 'content-type': request.headers.get('content-type') ?? '' } }
}

/** Imports files into what the parts name. */
export async function importInto(
  client: Client,
  parts: Record<string, string>,
  files: Record<string, string | Buffer> | string,
  moreHeaders: object = {},
) {
  const { body, headers } = await multipart(typeof files === 'string' ? { 'results.xml': files } : files, parts)
  return client.call('POST', '/api/junit/import', body, { ...headers, ...moreHeaders })
}

export const suite = (name: string, ...inner: string[]) => `<testsuite name="${name}">${inner.join('\n')}</testsuite>`
export const junit = (...suites: string[]) => `<?xml version="1.0"?><testsuites>${suites.join('\n')}</testsuites>`
export const passed = (name: string, className?: string) =>
  `<testcase ${className ? `classname="${className}" ` : ''}name="${name}" time="1.5"/>`
export const failed = (name: string, className?: string) =>
  `<testcase ${className ? `classname="${className}" ` : ''}name="${name}" time="0.5"><failure message="boom">trace</failure></testcase>`
