import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { pagesOf, usePages } from '../../app/pages.ts'
import { useMe } from '../../app/session.ts'
import { Person } from '../../ui/avatar.tsx'
import { Tag } from '../../ui/chip.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RoleOptions, useRoles } from '../users/role-options.tsx'
import { useMemberWrites } from './writes.ts'

/** Finds a person and gives them a role: Enter takes the only one found, the arrows choose among more. Administrators find everybody, others those who can read the project. */
export function AddMember({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const me = useMe()
  const isAdmin = me.systemAccess === 'ADMIN'
  const [search, setSearch] = useState('')
  const [picked, pick] = useState<string>()
  const [role, setRole] = useState<string>()
  const roles = useRoles()
  const all = useQuery(
    trpc.users.list.queryOptions({ limit: 8, active: true, ...(search && { search }) }, { enabled: isAdmin }),
  )
  const readers = useQuery(
    trpc.users.searchForMentions.queryOptions(
      { projectId, limit: 8, ...(search && { query: search }) },
      { enabled: !isAdmin },
    ),
  )
  const found = (isAdmin ? all.data?.data : readers.data?.users) ?? []
  const { set } = useMemberWrites()
  const at = found.findIndex(({ id }) => id === picked)
  const chosen = at >= 0 ? picked : search.trim() && found.length === 1 ? found[0]?.id : undefined
  const members = usePages(pagesOf(trpc.members.list, { projectId }), { all: true })
  const memberOf = (userId: string | undefined) => members.rows.find((row) => row.userId === userId)
  /** Who is one already keeps the role, unless another is chosen. */
  const member = memberOf(chosen)
  const roleId = role ?? (member ? (member.roleId ?? '') : (roles.find(({ name }) => name === 'Tester')?.id ?? ''))
  const isSame = member !== undefined && roleId === (member.roleId ?? '')
  const off = chosen
    ? isSame
      ? 'Has this role already'
      : members.loading || members.hasMore
        ? 'Who is a member is still being read'
        : undefined
    : 'Choose a person first'
  const choose = (id: string | undefined) => {
    pick(id)
    setRole(undefined)
  }
  const submit = () => {
    if (chosen) set.mutate({ projectId, userId: chosen, roleId: roleId || null }, { onSuccess: onClose })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by || found.length === 0) return
    event.preventDefault()
    choose(found[Math.min(Math.max(at + by, 0), found.length - 1)]?.id)
  }
  return (
    <FormDialog
      title="Add a person"
      submit={member ? 'Change the role' : 'Add'}
      busy={set.isPending}
      off={off}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Who" hint={isAdmin ? 'By name or address.' : 'Among those who can read the project already.'}>
        <Input
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
        />
      </Field>
      <fieldset className="max-h-66 overflow-y-auto border-t border-line">
        <legend className="vh">People found</legend>
        {found.map(({ id, name, email }) => (
          <label
            key={id}
            className="flex h-11 cursor-pointer items-center gap-2 border-b border-line px-1 hover:bg-hover has-checked:bg-accent-tint wide:h-8"
          >
            <input type="radio" name="who" checked={chosen === id} onChange={() => choose(id)} />
            <Person id={id} name={name} />
            {memberOf(id) && <Tag tone="line">{memberOf(id)?.roleName ?? 'No access'}</Tag>}
            <span className="cut ml-auto text-12 text-text-3">{email}</span>
          </label>
        ))}
        {found.length === 0 && (all.isSuccess || readers.isSuccess) && (
          <p className="border-b border-line py-2">Nobody with “{search}”.</p>
        )}
      </fieldset>
      <Field
        label="Role"
        hint={member ? `${member.name} is a member already: ${member.roleName ?? 'no access'}.` : undefined}
      >
        <Select value={roleId} onChange={(event) => setRole(event.target.value)}>
          <RoleOptions />
          <option value="">No access</option>
        </Select>
      </Field>
    </FormDialog>
  )
}
