import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'

/** The installation's roles, in the order in which they were made. */
export function useRoles() {
  const { data } = useQuery(trpc.roles.list.queryOptions({ limit: 250 }, { staleTime: 300_000 }))
  return (data?.data ?? []).toSorted((a, b) => a.id.localeCompare(b.id))
}

/** The roles as options of a Select. */
export function RoleOptions() {
  return useRoles().map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ))
}
