import { ErrorBody } from '@testplanit/api/errors'
import type { Operation } from '@testplanit/api/operation'
import { initTRPC } from '@trpc/server'
import { generateOpenApiDocument, type OpenApiMeta } from 'trpc-to-openapi'
import * as z from 'zod'

type Operations = Record<string, Record<string, Operation>>
type Answer = { description: string; content?: Record<string, unknown> }
type Described = {
  responses: Record<string, Answer>
  security?: object[]
  operationId?: string
  parameters?: { name: string; schema?: object }[]
}

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
    description: 'Test management that answers one question: can we ship?',
    baseUrl: `${baseUrl}/api`,
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'testplanit_session' },
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'tpi_…' },
    },
  })
  return finished(document as never, domains)
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
  return kind === 'query' ? procedure.query((() => undefined) as never) : procedure.mutation((() => undefined) as never)
}

const newT = () => initTRPC.meta<OpenApiMeta>().create()

/** What trpc-to-openapi cannot know: the statuses that we answer, and the one shape of every failure. */
function finished(
  document: { paths: Record<string, Record<string, Described>>; components: { schemas?: object } },
  domains: Operations,
): object {
  const byPath = new Map(
    Object.values(domains).flatMap((operations) =>
      Object.values(operations).flatMap((operation) =>
        [operation.path, ...operation.also].map((path) => [path, operation] as const),
      ),
    ),
  )
  const failure = {
    description: 'It failed; see error.code.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, described] of Object.entries(item)) {
      const operation = byPath.get(`${method.toUpperCase()} ${path}` as Operation['path'])
      if (!operation) continue
      const { status } = operation
      const success = described.responses['200'] ?? { description: 'Done.' }
      described.responses = {
        [status]: status === 204 ? { description: 'Done.' } : { ...success, description: operation.summary },
        default: failure,
      }
    }
  document.components.schemas = {
    ...document.components.schemas,
    Error: z.toJSONSchema(ErrorBody, { target: 'openapi-3.0' }),
  }
  return document
}
