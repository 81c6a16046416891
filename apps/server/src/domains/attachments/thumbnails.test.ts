import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { startServer } from '../../../test/server.ts'
import { fetchFile, upload } from '../../../test/upload.ts'

const { admin, anonymous, make, platform, work } = await startServer()
const { sql } = platform.database
const project = await make.project()
const viewer = await make.member(project, 'Viewer')
const one = await make.case(project)
work()

const attach = async (content: Buffer, contentType = 'image/png') => {
  const fileKey = await upload(admin, content, { fileName: 'shot.png', contentType })
  const { body } = await admin.post('/api/attachments', {
    entityType: 'testCase',
    entityId: one.id,
    name: 'shot.png',
    fileKey,
  })
  return body as { id: string; url: string; thumbnailUrl: string | null }
}
/** What has become of its file: whether a small picture of it was made, and what it is taken for. */
const fileOf = async ({ id }: { id: string }) =>
  (
    await sql`select f.id, f.image, f.thumbnail_key from files f join attachments a on a.file_id = f.id where a.id = ${id}`
  )[0]
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'teal' } })

/** The parts of a PNG by hand: what its head claims of its size, and what follows. */
function pngOf(width: number, height: number, depth: number, colours: number, content: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([depth, colours, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', content), chunk('IEND', Buffer.alloc(0))])
}

test('of each kind of image a small picture is made, upright and without what the file tells beside it', async () => {
  const wide = () => picture(1600, 400)
  const kinds: [Buffer, number, number][] = [
    [await wide().png().toBuffer(), 320, 80],
    [
      await wide()
        .jpeg()
        .withExif({ IFD0: { Copyright: 'Secret place' } })
        .withMetadata({ orientation: 6 })
        .toBuffer(),
      80,
      320,
    ],
    [await wide().webp().toBuffer(), 320, 80],
    [await wide().gif().toBuffer(), 320, 80],
    [await picture(30, 20).png().toBuffer(), 30, 20],
  ]
  const made = []
  for (const [content] of kinds) made.push(await attach(content))
  for (const [i, [, width, height]] of kinds.entries()) {
    const { id, thumbnailUrl } = made[i] as (typeof made)[number]
    expect(thumbnailUrl).toBe(`/api/attachments/${id}/thumbnail`)
    await vi.waitFor(async () => expect((await fileOf({ id }))?.thumbnail_key).toMatch(/^thumbnails\//), 30_000)
    const redirect = await viewer.client.get(`/api/attachments/${id}/thumbnail`)
    expect(redirect.status).toBe(302)
    const path = String(redirect.headers.location)
    expect((await anonymous.get(path)).headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': "inline; filename*=UTF-8''shot.png.webp",
      'x-content-type-options': 'nosniff',
    })
    const key = (await fileOf({ id }))?.thumbnail_key
    const small = sharp(Buffer.concat(await (await platform.storage.read(key)).toArray()))
    expect(await small.metadata()).toMatchObject({ format: 'webp', width, height })
    expect((await small.metadata()).exif).toBeUndefined()
  }
}, 60_000)

test('an image that is broken, or unfolds to too much, is a file like others; none harms the server', async () => {
  const whole = await picture(600, 400).jpeg().toBuffer()
  const wrong = [
    Buffer.from('\x89PNG\r\n\x1a\n and nothing more', 'latin1'),
    Buffer.from('GIF89a<script>alert(1)</script>'),
    whole.subarray(0, 300),
    Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), Buffer.alloc(5000, 7)]),
    pngOf(100_000, 100_000, 8, 2, deflateSync(Buffer.alloc(1000))),
    pngOf(6_000, 6_000, 16, 6, deflateSync(Buffer.alloc(1000))),
    pngOf(7_000, 7_000, 8, 0, deflateSync(Buffer.alloc(10_000_000))),
    await picture(7_200, 7_200).png().toBuffer(),
  ]
  const made = []
  for (const content of wrong) made.push(await attach(content))
  for (const [i, { id, url, thumbnailUrl }] of made.entries()) {
    expect(thumbnailUrl).not.toBeNull()
    await vi.waitFor(async () => expect((await fileOf({ id }))?.image, `${i}`).toBeNull(), 30_000)
    expect((await admin.get(`/api/attachments/${id}/thumbnail`)).status).toBe(404)
    expect((await fetchFile(admin, url)).headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''shot.png",
    })
  }
  expect((await admin.get(`/api/repository-cases/${one.id}`)).body.attachments.at(-1).thumbnailUrl).toBeNull()
}, 60_000)

test('what is no image has none; who may not read there sees none', async () => {
  const outsider = (await make.user()).client
  const text = await attach(Buffer.from('text'))
  const svg = await attach(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml')
  const image = await attach(await picture(10, 10).png().toBuffer())
  for (const { id, thumbnailUrl } of [text, svg]) {
    expect(thumbnailUrl).toBeNull()
    expect((await viewer.client.get(`/api/attachments/${id}/thumbnail`)).status).toBe(404)
  }
  expect((await outsider.get(`/api/attachments/${image.id}/thumbnail`)).status).toBe(404)
})

test('until it is made the image stands for it; one that was killed on the way begins again', async () => {
  const content = await picture(900, 900).png().toBuffer()
  const image = await attach(content)
  const { headers } = await fetchFile(viewer.client, `/api/attachments/${image.id}/thumbnail`)
  expect([headers['content-type'], headers['content-length']]).toEqual(['image/png', String(content.length)])
  await platform.storage.write(`thumbnails/${(await fileOf(image))?.id}`, [Buffer.from('half')])
  await vi.waitFor(async () => expect((await fileOf(image))?.thumbnail_key).toBeTruthy(), 30_000)
  const small = await fetchFile(viewer.client, `/api/attachments/${image.id}/thumbnail`)
  expect(small.headers['content-type']).toBe('image/webp')
  expect(Number(small.headers['content-length'])).toBeGreaterThan(4)
}, 60_000)
