import { invalid } from '@testplanit/api/errors'
import type { Operation } from '@testplanit/api/operation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Run } from '../pipeline/run.ts'
import type { Platform } from '../platform/platform.ts'
import { contextOf } from './context.ts'
import { unreadable } from './json.ts'
import { turnerOf } from './query-string.ts'
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
    for (const path of [operation.path, ...operation.also]) {
      const [method, url] = path.split(' ') as ['GET', string]
      app.route({ method, url: `/api${url.replace(/\{(\w+)\}/g, ':$1')}`, handler: answer })
    }
  }
}

function answering(operation: Operation, run: Run, { config }: Platform, receive: ReceiveUpload) {
  const turn = turnerOf(operation)
  const { status, kind } = operation
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const context = contextOf(request, reply, config)
    if (kind !== 'upload' && request.isMultipart()) throw unreadable('Send application/json.')
    const given = { ...turn(request.query as Record<string, unknown>) }
    const path = request.params as Record<string, string>
    const result =
      kind === 'upload'
        ? await receive(request, (parts) => run(context, { ...given, ...turn(parts), ...path }))
        : await run(context, together(given, request.body, path))
    reply.code(status)
    return status === 204 ? reply.send() : result
  }
}

/**
 * Query, body and path in one input. A body that is no object goes on as it is, for the schema to refuse; what
 * contradicts the path goes on as the fault that it is: who calls is asked first.
 */
function together(query: Record<string, unknown>, body: unknown, path: Record<string, string>): unknown {
  if (body === undefined || body === null) return { ...query, ...path }
  if (typeof body !== 'object' || Array.isArray(body)) return body
  for (const [name, value] of Object.entries(path)) {
    const stated = (body as Record<string, unknown>)[name]
    if (stated !== undefined && stated !== value) return invalid({ field: name, message: 'is not the one in the path' })
  }
  return { ...query, ...body, ...path }
}
