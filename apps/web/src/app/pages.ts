import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import type { Page } from '@testplanit/api/common/page'
import { useCallback, useEffect, useMemo } from 'react'

/**
 * A list that grows as it is looked at, for the kit's Table: `rows`, `count` (those not loaded included), `onRange`.
 * `load` gets the cursor; `all` fetches every page at once (trees need them).
 */
export function usePages<Row>(
  key: QueryKey,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  { all = false } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [...key, 'pages'],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.pagination.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data])
  const more = hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (all && more) void fetchNextPage()
  }, [all, more, fetchNextPage])
  const onRange = useCallback(
    (_first: number, last: number) => {
      if (more && last >= rows.length - 1) void fetchNextPage()
    },
    [more, rows.length, fetchNextPage],
  )
  const total = data?.pages[0]?.pagination.total ?? rows.length
  const count = hasNextPage ? Math.max(total, rows.length + 1) : rows.length
  return { query, rows, count, onRange, loading: query.isPending, error: query.isError ? query.error : undefined }
}
