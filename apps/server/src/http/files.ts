import fastifyStatic from '@fastify/static'
import { conflict, Fault, forbidden, notFound } from '@testplanit/api/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { diskStorage } from '../platform/storage/disk.ts'
import { disposition } from '../platform/storage/disposition.ts'

/** Whatever a file holds, nothing in it runs; an image that is opened by itself still shows. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
/** An upload that drips is given up. */
const MAX_UPLOAD_TIME = 3_600_000

type Signed = { Params: { '*': string } }

/** The disk store's signed addresses: they need no login, and allow one thing each. */
export async function addFiles(app: FastifyInstance, disk: ReturnType<typeof diskStorage>): Promise<void> {
  const { storage, folder } = disk

  /** What an address allows; null where it is not ours. Throws FORBIDDEN where its time is over. */
  function claimsOf({ params }: FastifyRequest<Signed>) {
    const claims = disk.check(params['*'])
    if (claims?.isOver) throw forbidden('The time of this address is over: ask for another.')
    return claims
  }

  await app.register(async (files) => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser('*', (_request, _body, done) => done(null))
    await files.register(fastifyStatic, { root: folder, serve: false })

    // The signed text stands for the whole rest of the address: a parameter of a route may not be that long.
    files.put<Signed>('/files/*', async (request, reply) => {
      const { raw, headers } = request
      const end = setTimeout(() => raw.destroy(), MAX_UPLOAD_TIME).unref()
      raw.once('close', () => clearTimeout(end))
      const upload = claimsOf(request)?.upload
      if (!upload) throw notFound('upload')
      const { key, size, type } = upload
      if (essenceOf(headers['content-type']) !== essenceOf(type))
        throw new Fault('BAD_REQUEST', `This address takes ${type}.`)
      if (headers['content-length'] !== undefined && Number(headers['content-length']) !== size) throw wrongSize(size)
      if (await storage.peek(key, 0)) throw conflict('This was uploaded already.')
      await storage.write(key, exactly(size, raw)).catch((error: unknown) => {
        // What still comes is passed over: unread, it would keep the connection open.
        raw.resume()
        throw raw.errored ? new Fault('BAD_REQUEST', 'The upload broke off.') : error
      })
      return reply.code(204).send()
    })

    files.get<Signed>('/files/*', async (request, reply) => {
      const download = claimsOf(request)?.download
      if (!download || !(await storage.peek(download.key, 0))) throw notFound('file')
      const { key, name, image } = download
      return reply
        .headers({
          'Content-Disposition': disposition(image ? 'inline' : 'attachment', name),
          'Content-Security-Policy': POLICY,
          'Cache-Control': 'private, max-age=300',
        })
        .type(image ?? 'application/octet-stream')
        .sendFile(key, folder, { contentType: false, cacheControl: false })
    })
  })
}

/** A media type without its parameters. */
const essenceOf = (type = '') => type.split(';')[0]?.trim().toLowerCase()

const wrongSize = (size: number) => new Fault('BAD_REQUEST', `This address takes exactly ${size} bytes.`)

/** The bytes as they come; fails where they are more or fewer than was stated, and leaves the request to its end. */
async function* exactly(size: number, raw: FastifyRequest['raw']): AsyncGenerator<Buffer> {
  let seen = 0
  for await (const chunk of raw.iterator({ destroyOnReturn: false })) {
    seen += chunk.length
    if (seen > size) throw wrongSize(size)
    yield chunk
  }
  if (seen < size) throw wrongSize(size)
}
