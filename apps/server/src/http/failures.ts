import { errorBody, Fault, statusOf } from '@testplanit/api/errors'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { identify } from '../pipeline/authorize.ts'
import { faultOf } from '../pipeline/failure.ts'
import type { Platform } from '../platform/platform.ts'
import { credentialOf } from './context.ts'
import { isOpen } from './open-paths.ts'

/** Fastify's own failures: of the address, the headers, the body. */
function httpFault(error: Partial<FastifyError>): Fault | null {
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Fault('BAD_REQUEST', 'Send application/json.')
  const status = error.statusCode ?? 500
  if (status === 413) return new Fault('PAYLOAD_TOO_LARGE', 'The request is larger than is allowed here.')
  if (status >= 400 && status < 500) return new Fault('BAD_REQUEST', error.message ?? 'The request cannot be read.')
  return null
}

export function failures(platform: Platform) {
  /** The documented body, for every failure on every path. A fault of ours says only the request's id. */
  async function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const fault = faultOf(error) ?? httpFault(error as Partial<FastifyError>)
    if (!fault || statusOf[fault.code] === 500)
      platform.log.error({ err: error, requestId: request.id, url: request.url.split('?')[0] }, 'failed')
    const told = fault ?? new Fault('INTERNAL_ERROR', `Something failed on our side. Request id: ${request.id}`)
    await reply
      .header('X-Request-Id', request.id)
      .code(statusOf[told.code])
      .type('application/json; charset=utf-8')
      .send(errorBody(told))
  }

  return {
    answer,

    /** A body that cannot be read: the anonymous hear 401 first. */
    async onError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const isOfBody = !faultOf(error) && httpFault(error as Partial<FastifyError>)
      if (isOfBody && request.url.startsWith('/api/') && !isOpen(request)) {
        const credential = credentialOf(request)
        const stranger = credential
          ? await identify(platform.database, credential, null, []).then(
              () => null,
              (reason: unknown) => reason,
            )
          : new Fault('UNAUTHORIZED', 'Log in to do this.')
        if (stranger) return answer(stranger, request, reply)
      }
      return answer(error, request, reply)
    },

    /** Under /api also where there is no such path, the anonymous hear 401. */
    async onUnknown(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const unknown = new Fault('NOT_FOUND', `There is no ${request.method} ${request.url.split('?')[0]}.`)
      if (!request.url.startsWith('/api')) return answer(unknown, request, reply)
      const credential = credentialOf(request)
      if (!credential) return answer(new Fault('UNAUTHORIZED', 'Log in to do this.'), request, reply)
      await identify(platform.database, credential, null, [])
      return answer(unknown, request, reply)
    },
  }
}
