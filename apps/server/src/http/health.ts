import type { FastifyInstance } from 'fastify'
import type { Database } from '../platform/database/database.ts'

/** live: the process answers. ready: so does its database. */
export function addHealth(app: FastifyInstance, { sql }: Database): void {
  app.get('/api/health/live', async () => ({ status: 'ok' }))
  app.get('/api/health/ready', async () => {
    await sql`select 1`
    return { status: 'ok' }
  })
}
