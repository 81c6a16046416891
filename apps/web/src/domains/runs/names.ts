/** The names behind a project's ids: people, folders (as paths), configurations, milestones. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '../../app/api.ts'

const seldom = { staleTime: 60_000 }
const none: never[] = []

export function usePeople(projectId: string) {
  const { data } = useQuery(trpc.users.searchForMentions.queryOptions({ projectId, limit: 250 }, seldom))
  return data?.users ?? none
}

export function useMilestones(projectId: string) {
  const { data } = useQuery(trpc.milestones.list.queryOptions({ projectId, limit: 250 }, seldom))
  return data?.data ?? none
}

export function useConfigurations(projectId: string) {
  const { data } = useQuery(trpc.configurations.list.queryOptions({ projectId, limit: 250 }, seldom))
  return data?.data ?? none
}

/** In the order of the tree; the root, which only holds the others, is left out of the paths beneath it. */
export function useFolders(projectId: string) {
  const { data } = useQuery(trpc.folders.tree.queryOptions({ projectId }, seldom))
  return useMemo(() => {
    const paths = new Map<string, string>()
    return (data?.data ?? []).map((folder) => {
      const above = folder.parentId === null ? undefined : paths.get(folder.parentId)
      paths.set(folder.id, folder.parentId === null ? '' : above ? `${above} / ${folder.name}` : folder.name)
      return { ...folder, path: paths.get(folder.id) || folder.name }
    })
  }, [data])
}

export const nameOf = (list: readonly { id: string; name: string }[], id: string | null) =>
  list.find((one) => one.id === id)?.name
