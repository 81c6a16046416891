import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { Person } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { RoleOptions, useRoles } from '../users/role-options.tsx'
import { useMemberWrites } from './writes.ts'

/** Finds a person and gives them a role. Administrators find everybody, others those who can read the project. */
export function AddMember({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const form = useId()
  const me = useMe()
  const isAdmin = me.systemAccess === 'ADMIN'
  const [search, setSearch] = useState('')
  const [userId, setUserId] = useState<string>()
  const [role, setRole] = useState<string>()
  const roles = useRoles()
  const roleId = role ?? roles.find(({ name }) => name === 'Tester')?.id ?? ''
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (userId) set.mutate({ projectId, userId, roleId: roleId || null }, { onSuccess: onClose })
  }
  return (
    <Dialog
      title="Add a person"
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={form}
            kind="primary"
            keys="enter"
            busy={set.isPending}
            {...(userId ? {} : { off: 'Choose a person first' })}
          >
            Add
          </Button>
        </>
      }
    >
      <form id={form} className="mt-3 grid gap-4" onSubmit={submit}>
        <Field label="Who" hint={isAdmin ? 'By name or address.' : 'Among those who can read the project already.'}>
          <Input data-autofocus value={search} onChange={(event) => setSearch(event.target.value)} autoComplete="off" />
        </Field>
        <fieldset className="max-h-66 overflow-y-auto border-t border-line">
          <legend className="vh">People found</legend>
          {found.map(({ id, name, email }) => (
            <label
              key={id}
              className="flex h-11 cursor-pointer items-center gap-2 border-b border-line px-1 hover:bg-hover has-checked:bg-accent-tint wide:h-8"
            >
              <input type="radio" name="who" checked={userId === id} onChange={() => setUserId(id)} />
              <Person id={id} name={name} />
              <span className="cut ml-auto text-12 text-text-3">{email}</span>
            </label>
          ))}
          {found.length === 0 && (all.isSuccess || readers.isSuccess) && (
            <p className="border-b border-line py-2">Nobody with “{search}”.</p>
          )}
        </fieldset>
        <Field label="Role">
          <Select value={roleId} onChange={(event) => setRole(event.target.value)}>
            <RoleOptions />
            <option value="">No access</option>
          </Select>
        </Field>
      </form>
    </Dialog>
  )
}
