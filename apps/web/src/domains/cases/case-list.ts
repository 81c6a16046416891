import { useQueries } from '@tanstack/react-query'
import type { Case, CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { useCallback, useState } from 'react'
import { queryClient, trpc } from '../../app/api.ts'
import type { CaseSort } from './use-cases-url.ts'

const PAGE = 250

export interface CaseList {
  /** So many rows the list has; undefined until that is known. */
  count: number | undefined
  /** The server stops counting at 10,000; then there are more than `count`, or may be. */
  isExact: boolean
  rowAt: (index: number) => Case | undefined
  /** What is in view is loaded. */
  onRange: (first: number, last: number) => void
  /** The case's place among what is loaded; -1 when it is not there. */
  placeOf: (caseId: string) => number
  /** The ids of what is loaded about the view. */
  loaded: () => string[]
  /** The row, loaded when it is not. */
  load: (index: number) => Promise<Case | undefined>
  error: unknown
  retry: () => void
}

/**
 * The list of the repository by pages of 250: those in view, and the first, which counts. `counted` is what the folder's
 * own counter says of an unfiltered list, which no limit of counting cuts short.
 */
export function useCaseList(
  projectId: string,
  filter: CaseFilter,
  sort: CaseSort,
  counted: number | undefined,
): CaseList {
  const optionsOf = (page: number) =>
    trpc.cases.list.queryOptions(
      { projectId, ...filter, sort, limit: PAGE, offset: page * PAGE },
      { staleTime: 15_000 },
    )
  const dataOf = (page: number) => queryClient.getQueryData(optionsOf(page).queryKey)
  const question = JSON.stringify([projectId, filter, sort])
  const [view, setView] = useState({ question, from: 0, to: 0 })
  const { from, to } = view.question === question ? view : { from: 0, to: 0 }
  const pages = [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)])]
  const queries = useQueries({ queries: pages.map(optionsOf) })
  const first = queries[0]?.data?.pagination
  const isExact = first?.totalIsExact !== false
  const known = isExact ? first?.total : Math.max(counted ?? 0, first.total ?? 0)
  const held = new Map(pages.map((page, index) => [page, queries[index]?.data]))
  const failed = queries.find((query) => query.isError)
  const rowAt = (index: number) => {
    const page = Math.floor(index / PAGE)
    return (held.get(page) ?? dataOf(page))?.data[index % PAGE]
  }
  return {
    count: known ?? undefined,
    isExact: isExact || counted !== undefined,
    rowAt,
    onRange: useCallback(
      (first: number, last: number) => {
        const next = { question, from: Math.floor(first / PAGE), to: Math.floor(last / PAGE) }
        setView((now) => (now.question === question && now.from === next.from && now.to === next.to ? now : next))
      },
      [question],
    ),
    placeOf: (caseId) => {
      for (const [page, data] of held) {
        const index = data?.data.findIndex((one) => one.id === caseId) ?? -1
        if (index >= 0) return page * PAGE + index
      }
      return -1
    },
    loaded: () => [...held.values()].flatMap((page) => page?.data.map((one) => one.id) ?? []),
    load: async (index) =>
      rowAt(index) ?? (await queryClient.ensureQueryData(optionsOf(Math.floor(index / PAGE)))).data[index % PAGE],
    error: failed?.error,
    retry: () => void failed?.refetch(),
  }
}
