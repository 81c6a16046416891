import { getRouteApi } from '@tanstack/react-router'
import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import type * as z from 'zod/mini'
import type { CasesSearch } from './search.ts'

export type Search = z.infer<typeof CasesSearch>
export type CaseSort = NonNullable<Search['sort']>
/** In the address instead of a case's id: one is being written. */
export const NEW_CASE = 'new'

const route = getRouteApi('/inside/projects/$projectId/cases')

/** What of the repository stands in the address, and how to change it: `go({ folder })`; `quietly` adds no place to go back to. */
export function useCasesUrl() {
  const { projectId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<Record<keyof Search, unknown>>, quietly = false) =>
    void navigate({ search: (now) => ({ ...now, ...change }) as Search, replace: quietly })
  return { projectId, search, go }
}

/** The filter of the address as the server takes it. */
export const filterOf = ({ folder, q, tags, priority, automation }: Search): CaseFilter => ({
  ...(folder && { folderId: folder, includeSubfolders: true }),
  ...(q && { search: q }),
  ...(tags?.length && { tags }),
  ...(priority?.length && { priority }),
  ...(automation?.length && { automationStatus: automation }),
})
export const isFiltered = ({ q, tags, priority, automation }: Search) =>
  Boolean(q || tags?.length || priority?.length || automation?.length)

export const noFilter = { q: undefined, tags: undefined, priority: undefined, automation: undefined }

/** By number, as people count. */
export const BY_NUMBER: CaseSort = 'createdAt'
