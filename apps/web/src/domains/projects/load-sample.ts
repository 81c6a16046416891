import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'

/** Loads the sample project and opens it. */
export function useLoadSample() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation(
    trpc.projects.loadSample.mutationOptions({
      onSuccess: async ({ id }) => {
        await navigate({ to: '/projects/$projectId', params: { projectId: id } })
        await queries.invalidateQueries({ queryKey: trpc.projects.list.pathKey() })
      },
      onError: (error) => tellFault('The sample is not loaded', error),
    }),
  )
}
