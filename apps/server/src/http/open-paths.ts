import { contract } from '@testplanit/api/contract'
import type { Operation } from '@testplanit/api/operation'
import type { FastifyRequest } from 'fastify'
import { routesOf } from './routes.ts'

const operations = Object.values(contract).flatMap((domain) => Object.values(domain) as Operation[])

/** Routes under /api that need no login: those of `anyone`, and what tells strangers what there is. */
const open = new Set([
  ...operations
    .filter(({ access }) => access.scope === 'anyone')
    .flatMap((operation) => routesOf(operation).map(({ method, url }) => `${method} ${url}`)),
  'GET /api/openapi.json',
  'GET /api/postman.json',
])

export function isOpen({ method, routeOptions: { url: route = '' } }: FastifyRequest): boolean {
  return (
    open.has(`${method} ${route}`) ||
    route === '/api/docs' ||
    route.startsWith('/api/docs/') ||
    route.startsWith('/api/health/')
  )
}
