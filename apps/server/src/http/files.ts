import { Fault, notFound } from '@testplanit/api/errors'
import type { FastifyInstance } from 'fastify'
import type { diskStorage } from '../platform/storage/disk.ts'

/** The disk store's signed addresses: they need no login, and allow one thing each. */
export async function addFiles(
  app: FastifyInstance,
  { storage, check }: ReturnType<typeof diskStorage>,
): Promise<void> {
  await app.register(async (files) => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser('*', (_request, _body, done) => done(null))

    files.put<{ Params: { signed: string } }>('/files/:signed', async (request, reply) => {
      const claims = check(request.params.signed)
      if (claims?.kind !== 'upload') throw notFound('upload')
      const { key, size, type } = claims.upload
      if (request.headers['content-type'] !== type) throw new Fault('BAD_REQUEST', `This address takes ${type}.`)
      await storage.write(key, exactly(size, request.raw))
      return reply.code(204).send()
    })

    files.get<{ Params: { signed: string } }>('/files/:signed', async (request, reply) => {
      const claims = check(request.params.signed)
      if (claims?.kind !== 'download') throw notFound('file')
      const { bytes, size } = await storage.read(claims.key)
      return reply
        .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(claims.name)}`)
        .header('Content-Length', size)
        .header('Cache-Control', 'private, max-age=300')
        .type('application/octet-stream')
        .send(bytes)
    })
  })
}

/** The bytes as they come; fails where they are more or fewer than was stated. */
async function* exactly(size: number, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const wrong = new Fault('BAD_REQUEST', `This address takes exactly ${size} bytes.`)
  let seen = 0
  for await (const chunk of bytes) {
    seen += chunk.length
    if (seen > size) throw wrong
    yield chunk
  }
  if (seen < size) throw wrong
}
