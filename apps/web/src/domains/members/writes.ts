import { useMutation, useQueryClient } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'

/** Sets and removes rows; what the list shows is asked anew. */
export function useMemberWrites() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.members.pathKey() })
  const onError = (error: unknown) => tellFault('Not saved', error)
  const set = useMutation(trpc.members.set.mutationOptions({ onSettled, onError }))
  const remove = useMutation(trpc.members.remove.mutationOptions({ onSettled, onError }))
  return { set, remove }
}
