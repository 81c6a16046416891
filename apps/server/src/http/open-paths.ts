import { contract } from '@testplanit/api/contract'
import type { Operation } from '@testplanit/api/operation'
import type { FastifyRequest } from 'fastify'

const operations = Object.values(contract).flatMap((domain) => Object.values(domain) as Operation[])

/** Paths under /api that need no login: those of `anyone`, and what tells strangers what there is. */
const open = new Set([
  ...operations.filter(({ access }) => access.scope === 'anyone').map(({ path }) => `/api${path.split(' ')[1]}`),
  '/api/openapi.json',
  '/api/postman.json',
])

export function isOpen({ url }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? ''
  return open.has(path) || path === '/api/docs' || path.startsWith('/api/docs/') || path.startsWith('/api/health/')
}
