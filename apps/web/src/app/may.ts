import { useQuery } from '@tanstack/react-query'
import { type Area, grants, type Verb } from '@testplanit/api/access'
import { trpc } from './api.ts'
import { useMe } from './session.ts'

const long = { staleTime: 300_000, retry: false }

/**
 * What the reader may do in a project, to leave out what they never can: `may('runs', 'write')`.
 * Where it cannot be known (who may not read the members), it says yes, and the server decides.
 */
export function useMay(projectId: string): (area: Area, verb: Verb) => boolean {
  const me = useMe()
  const project = useQuery(trpc.projects.get.queryOptions({ projectId }))
  const isAll = me.systemAccess === 'ADMIN' || project.data?.createdBy === me.id
  const ask = { ...long, enabled: !isAll && project.isSuccess }
  const members = useQuery(trpc.members.list.queryOptions({ projectId, limit: 250 }, ask))
  const byDefault = useQuery(trpc.members.getDefaultAccess.queryOptions({ projectId }, ask))
  const roles = useQuery(trpc.users.listRoles.queryOptions({ limit: 250 }, ask))
  const profile = useQuery(trpc.users.profile.queryOptions({}, ask))
  if (isAll) return () => true
  if (!members.data || !byDefault.data || !roles.data || !profile.data) return () => true
  const row = members.data.data.find((one) => one.userId === me.id)
  if (!row && members.data.pagination.nextCursor) return () => true
  const { defaultAccess, roleId } = byDefault.data
  const fallback = { NONE: null, USER_ROLE: profile.data.roleId, ROLE: roleId }[defaultAccess]
  const role = roles.data.data.find((one) => one.id === (row ? row.roleId : fallback))
  return (area, verb) => (role ? grants([role.grants], area, verb) : verb === 'read')
}
