import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'

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
      onError: (error) => toast({ status: 'FAILED', text: `The sample is not loaded: ${faultOf(error).message}` }),
    }),
  )
}
