/** What is to be executed, in the order of folders. What gets its result here stays in its place, so that one sees it go. */

import { trpc } from '../../app/api.ts'
import { pagesOf, usePages } from '../../app/pages.ts'
import type { RunCase } from './types.ts'

export const isOpen = (row: RunCase) => row.status === 'NOT_STARTED' || row.status === 'IN_PROGRESS'

/** `assignedTo`: that person's alone. */
export const useQueue = (runId: string, assignedTo: string | undefined) =>
  usePages({
    ...pagesOf(trpc.runs.listCases, {
      runId,
      status: ['NOT_STARTED', 'IN_PROGRESS'],
      ...(assignedTo && { assignedTo }),
    }),
    placeholderData: undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })

/** The next one that has no result: after the given one, else from the start. */
export function nextOpen(rows: readonly RunCase[], id: string, by: 1 | -1 = 1): RunCase | undefined {
  const at = rows.findIndex((row) => row.id === id)
  const around =
    by === 1 ? [...rows.slice(at + 1), ...rows.slice(0, at + 1)] : [...rows.slice(0, Math.max(at, 0))].reverse()
  return around.find((row) => row.id !== id && (by === -1 || isOpen(row)))
}
