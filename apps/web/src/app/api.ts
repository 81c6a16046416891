/**
 * The way to the server: `trpc.milestones.get.queryOptions({ milestoneId })` for TanStack Query, `client` for a plain call,
 * `faultOf(error)` for what to tell the reader. Calls of the same moment travel in one request; one with
 * `{ context: { idempotencyKey } }` alone, and counts once however often it is sent.
 */
import { QueryClient } from '@tanstack/react-query'
import type { AppRouter } from '@testplanit/api/router'
import { transformer } from '@testplanit/api/transformer'
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { faultOf } from './fault.ts'
import { reviveLink } from './revive-link.ts'

export const client = createTRPCClient<AppRouter>({
  links: [
    reviveLink,
    splitLink({
      condition: ({ context }) => typeof context.idempotencyKey === 'string',
      true: httpLink({
        url: '/trpc',
        transformer,
        headers: ({ op }) => ({ 'idempotency-key': String(op.context.idempotencyKey) }),
      }),
      false: httpBatchLink({ url: '/trpc', transformer, maxURLLength: 4000 }),
    }),
  ],
})

/** What did not arrive is asked for anew until the server answers. */
const AGAIN_MS = 5000

export const queryClient = new QueryClient({
  defaultOptions: {
    // Never wait in silence for a network: a call that cannot be made fails, which a page can say.
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 10_000,
      retry: (count, error) => count < 2 && faultOf(error).passing,
      refetchInterval: ({ state }) =>
        state.status === 'error' && !state.data && faultOf(state.error).code === 'UNREACHABLE' && AGAIN_MS,
    },
    mutations: { networkMode: 'always' },
  },
})

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
