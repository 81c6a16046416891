import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import postman from 'openapi-to-postmanv2'

/** The API described: as OpenAPI, as a Postman collection, and to try out. Each is made when first asked for. */
export async function addDocs(app: FastifyInstance, describe: () => object): Promise<void> {
  const once = <T>(make: () => T) => {
    let made: { value: T } | undefined
    return () => {
      made ??= { value: make() }
      return made.value
    }
  }
  const document = once(describe)
  const collection = once(() => toPostman(document()))
  app.get('/api/openapi.json', async () => document())
  app.get('/api/postman.json', async () => collection())
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
    } as never,
  })
}

function toPostman(document: object): Promise<object> {
  const input = { type: 'json', data: structuredClone(document) } as const
  return new Promise((resolve, reject) =>
    postman.convert(input as never, { folderStrategy: 'Tags' }, (error, result) => {
      const [collection] = result?.output ?? []
      if (collection) resolve(collection.data)
      else reject(error ?? new Error(result?.reason))
    }),
  )
}
