import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { Select } from '../../ui/field.tsx'
import { RoleOptions, useRoles } from '../users/role-options.tsx'

/** What those may do who have no row of their own. */
export function DefaultAccess({ projectId, mayWrite }: { projectId: string; mayWrite: boolean }) {
  const queries = useQueryClient()
  const roles = useRoles()
  const access = useQuery(trpc.members.getDefaultAccess.queryOptions({ projectId }))
  const set = useMutation(
    trpc.members.setDefaultAccess.mutationOptions({
      onSuccess: (saved) => queries.setQueryData(trpc.members.getDefaultAccess.queryKey({ projectId }), saved),
      onError: (error) => tellFault('Not saved', error),
    }),
  )
  const shown = set.isPending ? set.variables : access.data
  const value = shown?.defaultAccess === 'ROLE' ? (shown.roleId ?? '') : (shown?.defaultAccess ?? 'NONE')
  const change = (chosen: string) =>
    set.mutate(
      chosen === 'NONE' || chosen === 'USER_ROLE'
        ? { projectId, defaultAccess: chosen }
        : { projectId, defaultAccess: 'ROLE', roleId: chosen },
    )
  const words = { NONE: 'nothing', USER_ROLE: 'their own default role' }
  return (
    <div className="flex min-h-11 flex-none flex-wrap items-center gap-2 border-b border-line px-4 py-2 text-text-2 wide:px-6">
      <span>Everybody else gets</span>
      {mayWrite ? (
        <span className="w-52">
          <Select
            size="small"
            aria-label="What everybody else gets"
            value={value}
            onChange={(event) => change(event.target.value)}
          >
            <option value="NONE">Nothing</option>
            <option value="USER_ROLE">Their own default role</option>
            <RoleOptions />
          </Select>
        </span>
      ) : (
        <b>{words[value as keyof typeof words] ?? roles.find(({ id }) => id === value)?.name}</b>
      )}
      <span className="text-12 text-text-3">Administrators and whoever made the project may always do everything.</span>
    </div>
  )
}
