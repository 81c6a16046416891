import { useMutation } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { toast } from '../../ui/toast.tsx'
import { refreshRun } from './run-cases.ts'

/** Ends a run: `mutate({ runId, status: 'COMPLETED' })`. */
export const useCompleteRun = (onDone?: () => void) =>
  useMutation(
    trpc.runs.update.mutationOptions({
      onSuccess: ({ name }) => {
        toast({ status: 'PASSED', text: `${name} is completed` })
        onDone?.()
        return refreshRun()
      },
      onError: (error) => tellFault('Not completed', error),
    }),
  )
