/** One run case by its id: from the lists that are here, or found in the run's. */
import { type InfiniteData, useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from '../../app/api.ts'
import { allRunCases } from './run-cases.ts'
import type { RunCase, RunCases } from './types.ts'

export function useRunCase(runId: string, id: string | undefined, listed: readonly RunCase[]) {
  const here = listed.find((row) => row.id === id) ?? cached(runId, id)
  const found = useQuery({
    queryKey: ['run-case', runId, id],
    queryFn: async () => (await allRunCases(runId, {})).find((row) => row.id === id) ?? null,
    enabled: id !== undefined && here === undefined,
  })
  const row = here ?? found.data ?? undefined
  return { row, missing: row === undefined && found.data === null }
}

function cached(runId: string, id: string | undefined): RunCase | undefined {
  if (id === undefined) return undefined
  return queryClient
    .getQueriesData<InfiniteData<RunCases>>({
      queryKey: trpc.runs.listCases.infiniteQueryKey({ runId }) as readonly unknown[],
    })
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.data) ?? [])
    .find((row) => row.id === id)
}
