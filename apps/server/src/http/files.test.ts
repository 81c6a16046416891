import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startServer } from '../../test/server.ts'
import type { Download } from '../platform/storage/storage.ts'

let now = new Date()
const { app, platform } = await startServer({}, { now: () => now })
const { storage, config } = platform
const parts = join(config.DATA_DIR, 'files/.parts')
const bytes = randomBytes(300_000)
const put = (url: string, payload: Buffer | Readable, type = 'image/png') =>
  app.inject({ method: 'PUT', url, payload, headers: { 'content-type': type } })
const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers })
const upload = (key: string, more = {}) => storage.uploadUrl({ key, size: bytes.length, type: 'image/png', ...more })
const download = (key: string, more: Partial<Download> = {}) =>
  storage.downloadUrl({ key, name: 'x', image: null, ...more })
const digest = (content: Buffer) => createHash('md5').update(content).digest('hex')

test('what was put comes back, as a download in which nothing runs', async () => {
  const { url: at, expires: until } = upload('a/one')
  expect(until.getTime() - now.getTime()).toBe(3_600_000)
  expect((await put(at, bytes)).statusCode).toBe(204)
  const { url, expires } = download('a/one', { name: 'Schnappschuß "1".png' })
  const { rawPayload, headers } = await get(url)
  expect(digest(rawPayload)).toBe(digest(bytes))
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''Schnappschu%C3%9F%20_1_.png`,
    'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox$/),
    'content-length': '300000',
    'cache-control': 'private, max-age=300',
    'x-content-type-options': 'nosniff',
  })
  expect(expires.getTime() - now.getTime()).toBe(300_000)
})

test('an image shows in the page, under the type that it has', async () => {
  await put(upload('a/image').url, bytes)
  const { headers } = await get(download('a/image', { name: 'x.html', image: 'image/png' }).url)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': "inline; filename*=UTF-8''x.html",
    'x-content-type-options': 'nosniff',
  })
})

test('a part can be asked for', async () => {
  await put(upload('a/ranges').url, bytes)
  const { statusCode, rawPayload, headers } = await get(download('a/ranges').url, { range: 'bytes=100-199' })
  expect([statusCode, headers['content-range']]).toEqual([206, 'bytes 100-199/300000'])
  expect(rawPayload).toEqual(bytes.subarray(100, 200))
})

test('an address takes what was stated and nothing else, and nothing of the rest is kept', async () => {
  const { url } = upload('a/two')
  const inPieces = (content: Buffer) => Readable.from([content])
  for (const [content, type] of [
    [bytes, 'text/html'],
    [bytes, ''],
    [bytes.subarray(1), 'image/png'],
    [inPieces(bytes.subarray(1)), 'image/png'],
    [Buffer.concat([bytes, bytes]), 'image/png'],
    [inPieces(Buffer.concat([bytes, bytes])), 'image/png'],
  ] as const) {
    const answer = await put(url, content, type)
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'BAD_REQUEST'])
  }
  expect(await storage.peek('a/two', 0)).toBeNull()
  await expect(storage.read('a/two')).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await readdir(parts)).toEqual([])
  expect((await put(url, bytes, 'Image/PNG; charset=x')).statusCode).toBe(204)
})

test('it takes that once, of several at a time one', async () => {
  const { url } = upload('a/once')
  const answers = await Promise.all(Array.from({ length: 4 }, () => put(url, bytes)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 409, 409, 409])
  expect((await put(url, bytes)).json().error.code).toBe('CONFLICT')
  expect(digest((await get(download('a/once').url)).rawPayload)).toBe(digest(bytes))
  expect(await readdir(parts)).toEqual([])
})

test('nothing can be held in nothing', async () => {
  expect((await put(upload('a/empty', { size: 0 }).url, Buffer.alloc(0))).statusCode).toBe(204)
  expect(await storage.peek('a/empty', 12)).toEqual({ size: 0, head: Buffer.alloc(0) })
  const { statusCode, rawPayload } = await get(download('a/empty').url)
  expect([statusCode, rawPayload.length]).toEqual([200, 0])
})

test('an address that was changed, or serves for something else, is a 404', async () => {
  await put(upload('a/three').url, bytes)
  const { url } = download('a/three')
  expect((await get(upload('a/three').url)).statusCode).toBe(404)
  expect((await put(url, bytes)).statusCode).toBe(404)
  for (const wrong of [`${url}x`, url.replace('/files/', '/files/A'), '/files/x', '/files/', `${url}/..`]) {
    const { statusCode, headers } = await get(wrong)
    expect([wrong, statusCode, headers['content-type']]).toEqual([wrong, 404, 'application/json; charset=utf-8'])
  }
  expect((await get(download('a/nothing').url)).statusCode).toBe(404)
})

test('an address whose time is over says so', async () => {
  const [to, from] = [upload('a/late'), download('a/one')]
  now = new Date(from.expires)
  expect((await get(from.url)).json().error).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringMatching(/over/),
  })
  expect((await put(to.url, bytes)).statusCode).toBe(204)
  now = new Date(to.expires)
  expect((await put(to.url, bytes)).statusCode).toBe(403)
})

test('no name leaves its header, or the folder it is saved in', async () => {
  await put(upload('a/names').url, bytes)
  for (const [name, told] of [
    ['a\r\nSet-Cookie: x=1', 'a__Set-Cookie_%20x%3D1'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['it\'s (1)*;x="2".png', 'it%27s%20%281%29_%3Bx%3D_2_.png'],
    ['\u202egnp.exe', '_gnp.exe'],
    ['😀'.repeat(200), '%F0%9F%98%80'.repeat(150)],
  ] as const) {
    const { statusCode, headers } = await get(download('a/names', { name }).url)
    expect([statusCode, headers['content-disposition']]).toEqual([200, `attachment; filename*=UTF-8''${told}`])
    expect(headers['set-cookie']).toBeUndefined()
  }
})

test('a key that is a path is refused', async () => {
  for (const key of ['../x', '/etc/passwd', 'a/../../b', '', '.parts/x', 'a/x.png', 'a/\0'])
    await expect((async () => storage.read(key))()).rejects.toThrow('not a key')
})

/** Sends the head of an upload and some of it over a socket; then it is cut off, or goes on without end. */
async function begin(url: string, size: number, some: Buffer): Promise<ReturnType<typeof httpRequest>> {
  if (!app.server.listening) await app.listen({ port: 0 })
  const { port } = app.server.address() as AddressInfo
  const headers = { 'content-type': 'image/png', ...(size ? { 'content-length': size } : {}) }
  const request = httpRequest({ port, path: url, method: 'PUT', headers })
  request.write(some)
  return request
}

test('an upload that breaks off leaves nothing, and the address goes on serving', async () => {
  const { url } = upload('a/broken')
  const request = await begin(url, bytes.length, bytes.subarray(0, 100_000))
  request.on('error', () => undefined)
  await expect.poll(() => readdir(parts)).toHaveLength(1)
  expect(await storage.peek('a/broken', 0)).toBeNull()
  request.destroy()
  await expect.poll(() => readdir(parts)).toEqual([])
  expect((await put(url, bytes)).statusCode).toBe(204)
})

test('who sends more than was stated hears so while they send', async () => {
  const request = await begin(upload('a/more').url, 0, Buffer.concat([bytes, bytes]))
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject)
  })
  expect(answer.statusCode).toBe(400)
  request.destroy()
  expect(await readdir(parts)).toEqual([])
  const connections = promisify(app.server.getConnections.bind(app.server))
  await expect.poll(() => connections()).toBe(0)
})
