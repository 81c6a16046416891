import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.tsx'

interface Props {
  project: { id: string; name: string; caseCount: number }
  onClose: () => void
}

/** Asks, deletes, and goes to the list of projects. */
export function DeleteProject({ project, onClose }: Props) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const remove = useMutation(
    trpc.projects.delete.mutationOptions({
      onSuccess: async () => {
        toast({ status: 'PASSED', text: `${project.name} is deleted` })
        onClose()
        await navigate({ to: '/' })
        await queries.invalidateQueries({ queryKey: trpc.projects.list.pathKey() })
      },
      onError: (error) => {
        onClose()
        tellFault(`${project.name} is still there`, error)
      },
    }),
  )
  return (
    <ConfirmDialog
      title={`Delete ${project.name}?`}
      text={`Its ${project.caseCount} cases, its runs with all results, its milestones and members go with it.`}
      confirm="Delete the project"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ projectId: project.id })}
      onClose={onClose}
    />
  )
}
