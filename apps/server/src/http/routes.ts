import type { Operation } from '@testplanit/api/operation'

/** Where an operation is found on REST, as Fastify writes it: its documented paths below /api. */
export const routesOf = ({ path, also }: Pick<Operation, 'path' | 'also'>) =>
  [path, ...also].map((one) => {
    const [method, url = ''] = one.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string]
    return { method, url: `/api${url.replace(/\{(\w+)\}/g, ':$1')}` }
  })
