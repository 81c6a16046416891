import { type Operation, writes } from '@testplanit/api/operation'
import { initTRPC } from '@trpc/server'
import { generateOpenApiDocument, type OpenApiMeta } from 'trpc-to-openapi'
import { type Document, finished } from './finish-openapi.ts'

type Operations = Record<string, Record<string, Operation>>
const ABOUT = `Test management that answers one question: can we ship?

Send a personal token (\`Authorization: Bearer tpi_…\`, made at POST /api-tokens), or the cookie that POST /auth/login sets.
Lists come in pages: \`limit\` with \`offset\`, or with the \`cursor\` that the page before gave as \`nextCursor\`.
PUT changes the fields that are given and leaves the others; null clears one. Every failure, on every path, has the body \`Error\`.`

/** The OpenAPI document of all operations, made by trpc-to-openapi from the same declarations. */
export function describe(domains: Operations, baseUrl: string): object {
  const t = initTRPC.meta<OpenApiMeta>().create()
  const procedures = Object.entries(domains).map(([domain, operations]) => [
    domain,
    t.router(
      Object.fromEntries(
        Object.entries(operations)
          .filter(([, { kind }]) => kind !== 'live')
          .flatMap(([name, operation]) =>
            [operation.path, ...operation.also].map((path, i) => [
              i ? `${name}${i}` : name,
              documented(t, operation, path, domain),
            ]),
          ),
      ),
    ),
  ])
  const document = generateOpenApiDocument(t.router(Object.fromEntries(procedures)), {
    title: 'TestPlanIt',
    version: '1.0.0',
    description: ABOUT,
    baseUrl: `${baseUrl}/api`,
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'testplanit_session' },
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'tpi_…' },
    },
  })
  return finished(document as unknown as Document, domains)
}

function documented(t: ReturnType<typeof newT>, operation: Operation, path: string, domain: string) {
  const [method, url] = path.split(' ') as ['GET', `/${string}`]
  const { summary, description, kind, access } = operation
  const meta = {
    openapi: {
      method,
      path: url,
      summary,
      tags: [domain],
      protect: access.scope !== 'anyone',
      ...(description && { description }),
      ...(kind === 'upload' && { contentTypes: ['multipart/form-data'] as const }),
    },
  }
  const procedure = t.procedure
    .meta(meta as unknown as OpenApiMeta)
    .input(operation.input as never)
    .output(operation.output as never)
  return writes(operation)
    ? procedure.mutation((() => undefined) as never)
    : procedure.query((() => undefined) as never)
}

const newT = () => initTRPC.meta<OpenApiMeta>().create()
