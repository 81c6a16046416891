import { Readable } from 'node:stream'
import { invalid } from '@testplanit/api/errors'
import type { Operation } from '@testplanit/api/operation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { admitUpload } from '../pipeline/admit-upload.ts'
import type { Download } from '../pipeline/handler.ts'
import type { Run } from '../pipeline/run.ts'
import type { Log } from '../platform/log/log.ts'
import type { Platform } from '../platform/platform.ts'
import { disposition } from '../platform/storage/disposition.ts'
import { contextOf } from './context.ts'
import { MAX_BODY_OF_STRANGERS } from './guards.ts'
import { unreadable } from './json.ts'
import { turnerOf } from './query-string.ts'
import { routesOf } from './routes.ts'
import { type ReceiveUpload, uploads } from './uploads.ts'

/** One route for each operation, at its documented paths below /api. */
export function addRestRoutes(
  app: FastifyInstance,
  operations: { operation: Operation; run: Run }[],
  platform: Platform,
): void {
  const receive = uploads(platform)
  for (const { operation, run } of operations) {
    if (operation.kind === 'live') continue
    const answer = answering(operation, run, platform, receive)
    const limit = operation.access.scope === 'anyone' && { bodyLimit: MAX_BODY_OF_STRANGERS }
    for (const { method, url } of routesOf(operation)) app.route({ method, url, handler: answer, ...limit })
  }
}

function answering(operation: Operation, run: Run, platform: Platform, receive: ReceiveUpload) {
  const { config, database, log } = platform
  let turner: ReturnType<typeof turnerOf> | undefined
  const turn = (values: Record<string, unknown>) => {
    turner ??= turnerOf(operation)
    return turner(values)
  }
  const { status, kind } = operation
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const context = contextOf(request, reply, config)
    if (kind !== 'upload' && request.isMultipart()) throw unreadable('Send application/json.')
    const path = request.params as Record<string, string>
    const query = request.query as Record<string, unknown>
    const result = await (async () => {
      if (request.method === 'GET') return run(context, turn({ ...query, ...path }))
      if (request.method === 'DELETE') return run(context, together(request.body, turn({ ...query, ...path })))
      const [unknown, ...more] = Object.keys(query).map((field) => ({ field, message: 'is not known in the address' }))
      if (unknown) return run(context, invalid(unknown, ...more))
      if (kind !== 'upload') return run(context, together(request.body, turn(path)))
      const whole = (parts: Record<string, unknown>) => turn({ ...parts, ...path })
      return receive(request, {
        admit: (credential, parts) => admitUpload(database, operation, credential, whole(parts)),
        use: (parts) => run(context, whole(parts)),
      })
    })()
    if (kind === 'download') return send(reply, result as Download, log)
    if (status === 302) return redirect(reply, (result as { url: string }).url)
    reply.code(status)
    return status === 204 ? reply.send() : result
  }
}

/** What fails on the way breaks the answer off: whoever fetches it sees that it did not come to its end. */
function send(reply: FastifyReply, { name, type, content }: Download, log: Log): FastifyReply {
  const file = Readable.from(content, { objectMode: false })
  file.once('error', (error) => log.error({ err: error, requestId: reply.request.id }, 'a download broke off'))
  return reply
    .type(`${type}; charset=utf-8`)
    .headers({ 'Content-Disposition': disposition('attachment', name), 'Cache-Control': 'no-store' })
    .send(file)
}

/** To an address that serves whoever knows it for some minutes: their own browser need not ask each time. */
function redirect(reply: FastifyReply, url: string): FastifyReply {
  return reply.headers({ 'Cache-Control': 'private, max-age=240', Vary: 'Cookie, Authorization' }).redirect(url, 302)
}

/**
 * Body and address in one input. A body that is no object goes on as it is, for the schema to refuse; what
 * contradicts the address goes on as the fault that it is: who calls is asked first.
 */
function together(body: unknown, address: Record<string, unknown>): unknown {
  if (body === undefined || body === null) return address
  if (typeof body !== 'object' || Array.isArray(body)) return body
  for (const [name, value] of Object.entries(address)) {
    const stated = (body as Record<string, unknown>)[name]
    if (stated !== undefined && stated !== value)
      return invalid({ field: name, message: 'is not the one in the address' })
  }
  return { ...body, ...address }
}
