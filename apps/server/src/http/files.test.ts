import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startServer } from '../../test/server.ts'

const { app, platform } = await startServer()
const bytes = randomBytes(300_000)
const put = (url: string, payload: Buffer, type = 'image/png') =>
  app.inject({ method: 'PUT', url: new URL(url).pathname, payload, headers: { 'content-type': type } })
const get = (url: string) => app.inject({ method: 'GET', url: new URL(url).pathname })
const upload = (key: string) => platform.storage.uploadUrl({ key, size: bytes.length, type: 'image/png' })

test('what was put comes back, as a download', async () => {
  expect((await put(upload('a/one').url, bytes)).statusCode).toBe(204)
  const { url, expires } = platform.storage.downloadUrl('a/one', 'Schnappschuß "1".png')
  const { rawPayload, headers } = await get(url)
  expect(createHash('md5').update(rawPayload).digest('hex')).toBe(createHash('md5').update(bytes).digest('hex'))
  expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''Schnappschu%C3%9F%20%221%22.png`)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(expires.getTime() - Date.now()).toBeLessThanOrEqual(300_000)
})

test('an address takes what was stated and nothing else', async () => {
  const { url } = upload('a/two')
  expect((await put(url, bytes, 'text/html')).statusCode).toBe(400)
  expect((await put(url, bytes.subarray(1))).statusCode).toBe(400)
  expect((await put(url, Buffer.concat([bytes, bytes]))).statusCode).toBe(400)
  await expect(platform.storage.read('a/two')).rejects.toMatchObject({ code: 'ENOENT' })
})

test('an address that was changed, or serves for something else, is a 404', async () => {
  await put(upload('a/three').url, bytes)
  const { url } = platform.storage.downloadUrl('a/three', 'x')
  expect((await get(upload('a/three').url)).statusCode).toBe(404)
  expect((await put(url, bytes)).statusCode).toBe(404)
  for (const wrong of [`${url}x`, url.replace('/files/', '/files/A'), `${new URL(url).origin}/files/x`])
    expect((await get(wrong)).statusCode).toBe(404)
})

test('a key that is a path is refused', async () => {
  for (const key of ['../x', '/etc/passwd', 'a/../../b', ''])
    await expect((async () => platform.storage.read(key))()).rejects.toThrow('not a key')
})
