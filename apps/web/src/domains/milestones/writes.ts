import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Page } from '@testplanit/api/common/page'
import type { Milestone } from '@testplanit/api/domains/milestones/schemas'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'
import { familyOf } from './tree.ts'

type Pages = InfiniteData<Page<Milestone>>

/** Writes that show at once and are taken back, with a word, where the server refuses. */
export function useMilestoneWrites(projectId: string) {
  const queries = useQueryClient()
  const queryKey = [...trpc.milestones.list.queryKey({ projectId, limit: 250 }), 'pages']
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.milestones.pathKey() })
  const show = async (change: (rows: Milestone[]) => Milestone[]) => {
    await queries.cancelQueries({ queryKey })
    const before = queries.getQueryData<Pages>(queryKey)
    queries.setQueryData<Pages>(
      queryKey,
      (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, data: change(page.data) })) },
    )
    return { before }
  }
  const rollBack = (before: Pages | undefined, text: string) => {
    queries.setQueryData(queryKey, before)
    toast({ status: 'FAILED', text })
  }
  const update = useMutation(
    trpc.milestones.update.mutationOptions({
      onMutate: ({ milestoneId, expectedVersion: _, ...change }) =>
        show((rows) =>
          rows.map((row) => (row.id === milestoneId ? { ...row, ...(change as Partial<Milestone>) } : row)),
        ),
      onError: (error, _input, context) => rollBack(context?.before, `Not saved: ${faultOf(error).message}`),
      onSettled: refresh,
    }),
  )
  const remove = useMutation(
    trpc.milestones.delete.mutationOptions({
      onMutate: ({ milestoneId }) =>
        show((rows) => {
          const gone = familyOf(milestoneId, rows)
          return rows.filter(({ id }) => !gone.has(id))
        }),
      onError: (error, _input, context) => rollBack(context?.before, `Not deleted: ${faultOf(error).message}`),
      onSettled: refresh,
    }),
  )
  return { update, remove, refresh }
}
