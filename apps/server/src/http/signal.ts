import type { FastifyRequest } from 'fastify'

/** Aborts when the caller hangs up before the answer. */
export function abortSignalOf({ raw }: FastifyRequest): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (raw.destroyed && !raw.complete) controller.abort()
  })
  return controller.signal
}
