import { useMutation, useQueryClient } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'

/** Sets and removes rows; what the list shows is asked anew. */
export function useMemberWrites() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.members.pathKey() })
  const onError = (error: unknown) => toast({ status: 'FAILED', text: `Not saved: ${faultOf(error).message}` })
  const set = useMutation(trpc.members.set.mutationOptions({ onSettled, onError }))
  const remove = useMutation(trpc.members.remove.mutationOptions({ onSettled, onError }))
  return { set, remove }
}
