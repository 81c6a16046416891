/** `useMay(projectId)('cases', 'write')`: whether the reader may do that there. What they can never do is hidden. */
import { useQuery } from '@tanstack/react-query'
import type { Area, Verb } from '@testplanit/api/access'
import { trpc } from './api.ts'

export function useMay(projectId: string) {
  const { data } = useQuery(trpc.projects.readAccess.queryOptions({ projectId }, { staleTime: 60_000 }))
  return (area: Area, verb: Verb): boolean => (data?.grants[area] ?? data?.grants['*'])?.includes(verb) ?? false
}
