import Fastify, { type FastifyInstance } from 'fastify'

/** The explorer writes styles and its own start into its page: it gets a policy for itself, still without other hosts. */
const EXPLORER_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** The API described: as OpenAPI, as a Postman collection, and to try out. Each is made, and its library loaded, when first asked for. */
export function addDocs(app: FastifyInstance, describe: () => Promise<object>): void {
  const document = once(describe)
  const collection = once(async () => toPostman(await document()))
  const explorer = once(buildExplorer)
  app.get('/api/openapi.json', async () => document())
  app.get('/api/postman.json', async () => collection())
  for (const url of ['/api/docs', '/api/docs/*'])
    app.get(url, async (request, reply) => {
      const { routing } = await explorer()
      reply.hijack()
      reply.raw.setHeader('X-Request-Id', request.id)
      routing(request.raw, reply.raw)
    })
  app.addHook('onClose', async () => explorer.made && (await explorer.made).close())
}

/** Scalar, as a small server of its own behind this one: its plugin can only be registered before a server listens. */
async function buildExplorer(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const explorer = Fastify()
  explorer.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'Content-Security-Policy': EXPLORER_POLICY, 'X-Content-Type-Options': 'nosniff' })
  })
  const quiet = {
    withDefaultFonts: false,
    telemetry: false,
    showDeveloperTools: 'never',
    hideClientButton: true,
    agent: { disabled: true },
    mcp: { disabled: true },
  }
  await explorer.register(scalar, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/openapi.json', ...quiet } as never,
  })
  await explorer.ready()
  return explorer
}

async function toPostman(document: object): Promise<object> {
  const { default: postman } = await import('openapi-to-postmanv2')
  const input = { type: 'json', data: structuredClone(document) } as const
  return new Promise((resolve, reject) =>
    postman.convert(input as never, { folderStrategy: 'Tags' }, (error, result) => {
      const [collection] = result?.output ?? []
      if (collection) resolve(collection.data)
      else reject(error ?? new Error(result?.reason))
    }),
  )
}

function once<T>(make: () => T): (() => T) & { made?: T } {
  const get: (() => T) & { made?: T } = () => {
    get.made ??= make()
    return get.made
  }
  return get
}
