import { type QueryFilters, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Milestone } from '@testplanit/api/domains/milestones/schemas'
import { trpc } from '../../app/api.ts'
import { changeAtOnce, inPages } from '../../app/at-once.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { familyOf } from './tree.ts'

/** Writes that show at once and are taken back, with a word, where the server refuses. */
export function useMilestoneWrites(projectId: string) {
  const queries = useQueryClient()
  const lists = trpc.milestones.list.infiniteQueryFilter({ projectId }) as QueryFilters
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.milestones.pathKey() })
  const show = (change: (rows: Milestone[]) => Milestone[]) => changeAtOnce(lists, inPages(change))
  const update = useMutation(
    trpc.milestones.update.mutationOptions({
      onMutate: ({ milestoneId, expectedVersion: _, ...change }) =>
        show((rows) =>
          rows.map((row) => (row.id === milestoneId ? { ...row, ...(change as Partial<Milestone>) } : row)),
        ),
      onError: (error, _input, takeBack) => {
        takeBack?.()
        tellFault('Not saved', error)
      },
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
      onError: (error, _input, takeBack) => {
        takeBack?.()
        tellFault('Not deleted', error)
      },
      onSettled: refresh,
    }),
  )
  return { update, remove, refresh }
}
