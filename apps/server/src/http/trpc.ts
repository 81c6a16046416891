import { errorBody, Fault, type statusOf } from '@testplanit/api/errors'
import type { Operation } from '@testplanit/api/operation'
import type { AppRouter, ErrorShape } from '@testplanit/api/router'
import { transformer } from '@testplanit/api/transformer'
import { initTRPC, TRPCError } from '@trpc/server'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import { faultOf } from '../pipeline/failure.ts'
import type { Context, Run } from '../pipeline/run.ts'
import type { Platform } from '../platform/platform.ts'
import { contextOf } from './context.ts'

const MAX_BATCH = 20
const onRestAlone = new Set<Operation['kind']>(['upload', 'download'])

const trpcCodes = {
  BAD_REQUEST: 'BAD_REQUEST',
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  VALIDATION_ERROR: 'UNPROCESSABLE_CONTENT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  INTERNAL_ERROR: 'INTERNAL_SERVER_ERROR',
  UPSTREAM_ERROR: 'BAD_GATEWAY',
} as const satisfies Record<keyof typeof statusOf, string>

export type Operations = Record<string, Record<string, { operation: Operation; run: Run }>>

/** The same operations as procedures. The one place where types are cast: the contract gives them. */
export function buildRouter(domains: Operations): AppRouter<Context> {
  const t = initTRPC.context<Context>().create({
    transformer,
    errorFormatter: ({ shape, error, ctx }): ErrorShape => {
      const requestId = ctx?.requestId ?? ''
      const fault = faultOf(error.cause) ?? protocolFault(error, requestId)
      const { stack: _, ...data } = shape.data as ErrorShape['data'] & { stack?: string }
      return { ...shape, message: fault.message, data: { ...data, error: errorBody(fault).error, requestId } }
    },
  })
  const procedures = Object.entries(domains).map(([domain, operations]) => {
    const own = Object.entries(operations).filter(([, { operation }]) => !onRestAlone.has(operation.kind))
    return [
      domain,
      t.router(Object.fromEntries(own.map(([name, { operation, run }]) => [name, procedure(operation, run)]))),
    ]
  })
  return t.router(Object.fromEntries(procedures)) as unknown as AppRouter<Context>

  function procedure({ kind }: Operation, run: Run) {
    // The input goes on as it came: the pipeline parses it after it has asked who calls.
    const given = t.procedure.input((value: unknown) => value)
    const call = ({ ctx, input }: { ctx: Context; input: unknown }) =>
      run(ctx, input ?? {}).catch((error: unknown) => {
        const fault = faultOf(error)
        throw new TRPCError({ code: fault ? trpcCodes[fault.code] : 'INTERNAL_SERVER_ERROR', cause: error })
      })
    if (kind === 'live') return given.subscription(call as never)
    return kind === 'query' ? given.query(call) : given.mutation(call)
  }
}

/** What tRPC itself refuses: an unknown procedure, a body that is not JSON. A fault of ours tells no cause. */
function protocolFault({ code, message }: TRPCError, requestId: string): Fault {
  if (code === 'INTERNAL_SERVER_ERROR')
    return new Fault('INTERNAL_ERROR', `Something failed on our side. Request id: ${requestId}`)
  return new Fault(code === 'NOT_FOUND' ? 'NOT_FOUND' : 'BAD_REQUEST', message)
}

export async function addTrpc(
  app: FastifyInstance,
  router: AppRouter<Context>,
  { config, log }: Platform,
): Promise<void> {
  const trpcOptions = {
    router,
    maxBatchSize: MAX_BATCH,
    createContext: ({ req, res }) => contextOf(req, res, config),
    onError: ({ error, ctx, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        log.error({ err: error.cause, requestId: ctx?.requestId, path }, 'failed')
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter<Context>>['trpcOptions']

  await app.register(async (scope) => {
    // tRPC would read a form by itself, without a limit.
    scope.addHook('onRequest', async ({ method, headers }) => {
      if (method === 'POST' && !/^application\/json\b/i.test(headers['content-type'] ?? ''))
        throw new Fault('BAD_REQUEST', 'Send application/json.')
    })
    await scope.register(fastifyTRPCPlugin<AppRouter<Context>>, { prefix: '/trpc', trpcOptions })
  })
}
