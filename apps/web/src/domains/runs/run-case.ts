/** One run case by its id: from the lists that are here, or found in the run's. */
import { useQuery } from '@tanstack/react-query'
import { client, queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { eachPage, type Pages } from '../../app/pages.ts'
import { runCaseLists } from './run-cases.ts'
import type { RunCase, RunCaseFilter } from './types.ts'

export function useRunCase(runId: string, id: string | undefined, listed: readonly RunCase[]) {
  const here = listed.find((row) => row.id === id) ?? cached(runId, id)
  const found = useQuery({
    queryKey: ['run-case', runId, id],
    queryFn: () => find(runId, id ?? ''),
    enabled: id !== undefined && here === undefined,
  })
  const row = here ?? found.data ?? undefined
  return {
    row,
    missing: row === undefined && found.data === null,
    error: row ? null : found.error,
    refetch: found.refetch,
  }
}

function cached(runId: string, id: string | undefined): RunCase | undefined {
  if (id === undefined) return undefined
  return queryClient
    .getQueriesData<Pages<RunCase>>(runCaseLists(runId))
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.data) ?? [])
    .find((row) => row.id === id)
}

/** null where the run has no such case. */
async function find(runId: string, id: string): Promise<RunCase | null> {
  const filter = await about(runId, id)
  if (!filter) return null
  for await (const rows of eachPage(trpc.runs.listCases, { runId, ...filter })) {
    const row = rows.find((one) => one.id === id)
    if (row) return row
  }
  return null
}

/** A filter that finds few besides it: the server lists run cases, but reads none by its id. undefined: it is not there. */
async function about(runId: string, id: string): Promise<RunCaseFilter | undefined> {
  try {
    const { data } = await client.results.list.query({ runId, caseId: id, limit: 1 })
    const caseId = data[0]?.repositoryCaseId
    if (!caseId) return { status: ['NOT_STARTED', 'IN_PROGRESS'] }
    const { title, folderId } = await client.cases.get.query({ caseId }).catch(unlessGone)
    return { ...(title && { search: title.slice(0, 200) }), ...(folderId && { folderId }) }
  } catch (error) {
    if (faultOf(error).code === 'NOT_FOUND') return undefined
    throw error
  }
}

/** A deleted case stays in its runs. */
function unlessGone(error: unknown): { title?: string; folderId?: string } {
  if (faultOf(error).code === 'NOT_FOUND') return {}
  throw error
}
