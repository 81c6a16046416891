/** What is to be executed, in the order of folders. What gets its result here stays in its place, so that one sees it go. */
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { runCasesOptions } from './run-cases.ts'
import type { RunCase } from './types.ts'

export const isOpen = (row: RunCase) => row.status === 'NOT_STARTED' || row.status === 'IN_PROGRESS'

/** `assignedTo`: that person's alone. */
export const queueOptions = (runId: string, assignedTo: string | undefined) =>
  infiniteQueryOptions({
    ...runCasesOptions(runId, { status: ['NOT_STARTED', 'IN_PROGRESS'], ...(assignedTo ? { assignedTo } : {}) }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always' as const,
  })

export function useQueue(options: ReturnType<typeof queueOptions>) {
  const query = useInfiniteQuery(options)
  return { ...query, rows: query.data?.pages.flatMap((page) => page.data) ?? [] }
}

/** The next one that has no result: after the given one, else from the start. */
export function nextOpen(rows: readonly RunCase[], id: string, by: 1 | -1 = 1): RunCase | undefined {
  const at = rows.findIndex((row) => row.id === id)
  const around =
    by === 1 ? [...rows.slice(at + 1), ...rows.slice(0, at + 1)] : [...rows.slice(0, Math.max(at, 0))].reverse()
  return around.find((row) => row.id !== id && (by === -1 || isOpen(row)))
}
