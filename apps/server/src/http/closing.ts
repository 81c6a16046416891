import type { FastifyInstance } from 'fastify'

const PATIENCE_MS = 30_000

/**
 * While the server closes, answers to what was under way end their connections too: kept alive, each would hold up
 * the end. What is not answered by then is cut off.
 */
export function addClosing(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS).unref()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('Connection', 'close')
    done(null, payload)
  })
}
