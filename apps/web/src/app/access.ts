/** `useMay(projectId)('cases', 'write')`: whether the reader may do that there. What they can never do is hidden. */
import { useQuery } from '@tanstack/react-query'
import type { Area, Verb } from '@testplanit/api/access'
import { trpc } from './api.ts'
import { useMe } from './session.ts'

export function useMay(projectId: string | undefined) {
  const { data } = useQuery(
    trpc.projects.readAccess.queryOptions(
      { projectId: projectId ?? '' },
      { staleTime: 60_000, enabled: projectId !== undefined },
    ),
  )
  const { readOnly } = useMe()
  return (area: Area, verb: Verb): boolean =>
    !(readOnly && verb !== 'read') && ((data?.grants[area] ?? data?.grants['*'])?.includes(verb) ?? false)
}
