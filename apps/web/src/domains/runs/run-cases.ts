/** A run's cases: read by cursor, changed in every list at once, taken back alone when the server refuses. */

import { type InfiniteData, infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, queryClient, trpc } from '../../app/api.ts'
import { number } from '../../ui/number.ts'
import { moved } from './counts.ts'
import { progress } from './in-parts.ts'
import type { RunCase, RunCaseFilter, RunCases } from './types.ts'

const PAGE = 250

export const runCasesOptions = (runId: string, filter: RunCaseFilter) =>
  infiniteQueryOptions({
    queryKey: trpc.runs.listCases.infiniteQueryKey({ runId, ...filter, limit: PAGE }) as readonly unknown[],
    queryFn: ({ pageParam, signal }) =>
      client.runs.listCases.query(
        { runId, ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: RunCases) => last.pagination.nextCursor,
  })

export function useRunCases(runId: string, filter: RunCaseFilter) {
  const query = useInfiniteQuery({ ...runCasesOptions(runId, filter), placeholderData: (before) => before })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data])
  const total = query.data?.pages[0]?.pagination.total ?? rows.length
  return { ...query, rows, total: query.hasNextPage ? Math.max(total, rows.length + 1) : rows.length }
}

const lists = (runId: string) => ({ queryKey: trpc.runs.listCases.infiniteQueryKey({ runId }) as readonly unknown[] })

function changeLists(runId: string, change: (row: RunCase) => RunCase) {
  queryClient.setQueriesData<InfiniteData<RunCases>>(
    lists(runId),
    (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(change) })) },
  )
}

function changeCounts(runId: string, moves: readonly { from: RunCase['status']; to: RunCase['status'] }[]) {
  queryClient.setQueryData(
    trpc.runs.get.queryKey({ runId }),
    (run) => run && { ...run, counts: moved(run.counts, moves) },
  )
}

/** Shows a change at once; the answer takes it back, for all of these run cases or for some. */
export function showAtOnce(runId: string, rows: readonly RunCase[], change: Partial<RunCase>) {
  const before = new Map(rows.map((row) => [row.id, row]))
  const { status } = change
  changeLists(runId, (row) => (before.has(row.id) ? { ...row, ...change } : row))
  changeCounts(runId, status ? rows.map((row) => ({ from: row.status, to: status })) : [])
  return (some: readonly RunCase[] = rows) => {
    const back = new Set(some.map((row) => row.id))
    changeLists(runId, (row) => (back.has(row.id) ? (before.get(row.id) ?? row) : row))
    changeCounts(runId, status ? some.map((row) => ({ from: status, to: row.status })) : [])
  }
}

/** What others or the server changed: reads the run and its lists anew. */
export const refreshRun = () => queryClient.invalidateQueries(trpc.runs.pathFilter())

/** The run cases that a filter finds, page by page. */
export async function* runCasePages(runId: string, filter: RunCaseFilter): AsyncGenerator<RunCases> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: RunCases = await client.runs.listCases.query({
      runId,
      ...filter,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    })
    yield page
    cursor = page.pagination.nextCursor
  }
}

/** Every run case that a filter finds, telling how far it is: what is done with many takes their ids. */
export async function allRunCases(runId: string, filter: RunCaseFilter): Promise<RunCase[]> {
  const { say, end } = progress()
  const all: RunCase[] = []
  try {
    for await (const page of runCasePages(runId, filter)) {
      all.push(...page.data)
      if (page.pagination.nextCursor && all.length % (8 * PAGE) === 0)
        say(`Reading: ${number.format(all.length)} cases…`)
    }
  } finally {
    end()
  }
  return all
}
