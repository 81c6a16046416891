import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { contract } from '@testplanit/api/contract'
import type { Operation } from '@testplanit/api/operation'
import Fastify, { type FastifyInstance } from 'fastify'
import { proxiesOf } from './config.ts'
import { handlers } from './handlers.ts'
import { addClosing } from './http/closing.ts'
import { addDocs } from './http/docs.ts'
import { failures } from './http/failures.ts'
import { addFiles } from './http/files.ts'
import { addGuards } from './http/guards.ts'
import { addHealth } from './http/health.ts'
import { addJson } from './http/json.ts'
import { addPatience } from './http/patience.ts'
import { addRestRoutes } from './http/rest.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import { addTrpc, buildRouter, type Operations } from './http/trpc.ts'
import { addWeb, isPage } from './http/web.ts'
import type { AnyHandler } from './pipeline/handler.ts'
import { pipeline } from './pipeline/run.ts'
import { newId } from './platform/database/ids.ts'
import type { Platform } from './platform/platform.ts'
import type { diskStorage } from './platform/storage/disk.ts'

const MAX_BODY = 10 * 1024 * 1024

/** Every operation with what happens when it is called. */
export function assemble(platform: Platform): Operations {
  const all = handlers as unknown as Record<string, Record<string, AnyHandler>>
  return Object.fromEntries(
    Object.entries(contract).map(([domain, operations]) => [
      domain,
      Object.fromEntries(
        Object.entries(operations as Record<string, Operation>).map(([name, operation]) => {
          const handler = all[domain]?.[name]
          if (!handler) throw new Error(`${domain}.${name} is declared, and nothing handles it.`)
          return [name, { operation, run: pipeline(`${domain}.${name}`, operation, handler, platform) }]
        }),
      ),
    ]),
  )
}

/** The whole server on a platform, ready to listen; a worker answers for its health alone. */
export async function buildApp(platform: Platform, disk: ReturnType<typeof diskStorage>): Promise<FastifyInstance> {
  const { config } = platform
  const { answer, onError, onUnknown } = failures(platform)
  const app = Fastify({
    genReqId: newId,
    trustProxy: proxiesOf(config),
    bodyLimit: MAX_BODY,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
    logger: false,
  })
  app.setErrorHandler(onError)
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && isPage(request.url) && app.hasReplyDecorator('sendFile')
      ? reply.code(200).sendFile('index.html')
      : onUnknown(request, reply),
  )
  addClosing(app)
  addPatience(app)
  addSecurityHeaders(app, config.origin.startsWith('https:'))
  await app.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false })
  await app.register(cookie)
  await app.register(multipart)
  addJson(app)
  addGuards(app, platform)

  addHealth(app, platform)
  if (config.ROLE === 'worker') return app
  const domains = assemble(platform)
  const operations = Object.values(domains).flatMap((domain) => Object.values(domain))
  addRestRoutes(app, operations, platform)
  await addTrpc(app, buildRouter(domains), platform)
  addDocs(app, async () => (await import('./http/openapi.ts')).describe(contract, config.origin))
  await addFiles(app, disk)
  await addWeb(app, config.WEB_DIST)
  return app
}
