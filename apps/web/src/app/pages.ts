/**
 * Lists that are read by cursor: `pagesOf(trpc.runs.list, { projectId })` is the query, usePages(query) what a page shows of
 * it, `eachPage` reads all of it outside of a page. A list in which one jumps to any place is read by offset: `useCaseList`.
 */
import { type InfiniteData, infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Page } from '@testplanit/api/common/page'
import { getUntypedClient } from '@trpc/client'
import { useCallback, useEffect, useMemo } from 'react'
import { client } from './api.ts'

/** As many rows as the server gives at once. */
const PAGE = 250

/** A list operation, as `trpc` has it. */
interface List<Input, Row> {
  '~types': { input: Input; output: Page<Row> }
  infiniteQueryKey: (input?: never) => readonly unknown[]
}
type Filters<Input> = Omit<Input, 'cursor' | 'offset'>
type Cursor = string | null
/** What is kept of a list's pages. */
export type Pages<Row> = InfiniteData<Page<Row>, Cursor>

function read<Input, Row>(list: List<Input, Row>, filters: Filters<Input>, cursor: Cursor, signal?: AbortSignal) {
  const [path] = list.infiniteQueryKey() as [string[]]
  const input = { limit: PAGE, ...filters, ...(cursor && { cursor }) }
  return getUntypedClient(client).query(path.join('.'), input, { ...(signal && { signal }) }) as Promise<Page<Row>>
}

export const pagesOf = <Input, Row>(list: List<Input, Row>, filters: Filters<Input>) =>
  infiniteQueryOptions({
    queryKey: list.infiniteQueryKey(filters as never),
    queryFn: ({ pageParam, signal }) => read(list, filters, pageParam, signal),
    initialPageParam: null as Cursor,
    getNextPageParam: (page) => page.pagination.nextCursor,
  })

/** The rows of each page, one after the other. */
export async function* eachPage<Input, Row>(list: List<Input, Row>, filters: Filters<Input>): AsyncGenerator<Row[]> {
  for (let cursor: Cursor = null, isFirst = true; isFirst || cursor; isFirst = false) {
    const { data, pagination }: Page<Row> = await read(list, filters, cursor)
    yield data
    cursor = pagination.nextCursor
  }
}

type PagesQuery<Row> = ReturnType<typeof pagesOf<unknown, Row>>

/**
 * What was read so far: `rows`, `count` (those not read included), `onRange` for the kit's Table, or `more` where something
 * else says when. `error` where there is nothing to show, or the next page did not come: that one is read again when somebody
 * asks (`refetch`). `all` reads every page by itself (trees need them).
 */
export function usePages<Row>(pages: PagesQuery<Row>, { all = false } = {}) {
  const query = useInfiniteQuery({ placeholderData: keepPreviousData, ...pages })
  const { data, fetchNextPage, hasNextPage: hasMore, isFetchingNextPage: isReadingMore } = query
  const { isFetchNextPageError: isCut, isPlaceholderData: isBefore } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data])
  const mayRead = hasMore && !isReadingMore && !isCut
  const more = useCallback(() => {
    if (mayRead) void fetchNextPage()
  }, [mayRead, fetchNextPage])
  useEffect(() => {
    if (all) more()
  }, [all, more])
  const onRange = useCallback(
    (_first: number, last: number) => {
      if (last >= rows.length - 1) more()
    },
    [rows.length, more],
  )
  const first = data?.pages[0]?.pagination
  const total = first?.total ?? rows.length
  return {
    rows,
    count: hasMore ? Math.max(total, rows.length + 1) : rows.length,
    /** Otherwise there are at least so many. */
    isExact: !hasMore || (first?.total !== null && first?.totalIsExact !== false),
    hasMore,
    isReadingMore,
    /** Also what was read already is read anew. */
    isReading: query.isFetching,
    more,
    onRange,
    loading: query.isPending,
    /** The rows are those of the question before, until the answer is here. */
    isBefore,
    error: data && !isCut ? null : query.error,
    refetch: query.refetch,
  }
}
