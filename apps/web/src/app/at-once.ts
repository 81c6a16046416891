import type { QueryFilters } from '@tanstack/react-query'
import { queryClient } from './api.ts'
import type { Pages } from './pages.ts'

/** Shows a change before the server has it, wherever the filter finds something that was read; the answer puts it back. */
export async function changeAtOnce<Data>(filter: QueryFilters, change: (data: Data) => Data): Promise<() => void> {
  await queryClient.cancelQueries(filter)
  const before = queryClient.getQueriesData<Data>(filter)
  queryClient.setQueriesData<Data>(filter, (data) => data && change(data))
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data)
  }
}

/** A change of rows as a change of the pages that hold them. */
export const inPages =
  <Row>(change: (rows: Row[]) => Row[]) =>
  (data: Pages<Row>): Pages<Row> => ({
    ...data,
    pages: data.pages.map((page) => ({ ...page, data: change(page.data) })),
  })
