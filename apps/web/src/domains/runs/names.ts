/** The names behind a project's ids: people, configurations, milestones. */
import { useQuery } from '@tanstack/react-query'
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

export const nameOf = (list: readonly { id: string; name: string }[], id: string | null) =>
  list.find((one) => one.id === id)?.name
