import type { FastifyInstance } from 'fastify'

const PATIENCE_MS = 30_000

/** A body of which nothing more comes is given up: else anybody could hold connections, and what they sent, for ever. */
export function addPatience(app: FastifyInstance, patience = PATIENCE_MS): void {
  app.server.on('request', (request) => {
    const { headers } = request
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
    request.setTimeout(patience, () => request.destroy())
    request.once('end', () => request.setTimeout(0))
  })
}
