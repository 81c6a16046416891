/** Puts a case as it is now where it is shown: its own query, and every list that holds it. */
import type { Case } from '@testplanit/api/domains/cases/schemas'
import type { inferOutput } from '@trpc/tanstack-react-query'
import { queryClient, trpc } from '../../app/api.ts'
import { changeAtOnce } from '../../app/at-once.ts'

type CasePage = inferOutput<typeof trpc.cases.list>
const lists = trpc.cases.list.queryFilter()

export function showCase(one: Case) {
  queryClient.setQueryData(trpc.cases.get.queryKey({ caseId: one.id }), one)
  showInLists(one)
}

export const showInLists = (one: Case) =>
  queryClient.setQueriesData<CasePage>(lists, (page) =>
    page?.data.some((other) => other.id === one.id)
      ? { ...page, data: page.data.map((other) => (other.id === one.id ? one : other)) }
      : page,
  )

/** Takes a case out of the lists; answers what puts them back. */
export const hideCase = (caseId: string) =>
  changeAtOnce<CasePage>(lists, (page) => {
    const data = page.data.filter((other) => other.id !== caseId)
    const { total } = page.pagination
    const gone = page.data.length - data.length
    return { data, pagination: { ...page.pagination, total: total === null ? null : total - gone } }
  })

/** Cases came, went or changed their place: lists and counts are read anew. */
export function rereadCases(projectId: string) {
  void queryClient.invalidateQueries(lists)
  void queryClient.invalidateQueries(trpc.folders.tree.queryFilter({ projectId }))
  void queryClient.invalidateQueries(trpc.projects.get.queryFilter({ projectId }))
}
