import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform/platform.ts'

const PATIENCE_MS = 2000

/** live: the process answers. ready: so does its database, soon; else 503. Jobs that do not work yet are told, and no reason to send nobody here. */
export function addHealth(app: FastifyInstance, { database, jobs, log }: Platform): void {
  app.get('/api/health/live', async () => ({ status: 'ok' }))
  app.get('/api/health/ready', async (_request, reply) => {
    try {
      await soon(database.sql`select 1`)
    } catch (error) {
      log.warn({ err: error }, 'the database does not answer')
      return reply.code(503).send({ status: 'unavailable', database: 'does not answer' })
    }
    return { status: 'ok', jobs: jobs.state }
  })
}

/** Fails where an answer takes too long: who asks for our health waits for no connection. */
async function soon(answer: PromiseLike<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  await Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
