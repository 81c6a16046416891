import { useMutation } from '@tanstack/react-query'
import type { User } from '@testplanit/api/domains/users/schemas'
import { type FormEvent, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { DraftNotice } from '../../app/draft-notice.tsx'
import { formFault } from '../../app/form-fault.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { PasswordInput } from '../../ui/password-input.tsx'
import { toast } from '../../ui/toast.tsx'
import { RoleOptions } from './role-options.tsx'
import { type SystemAccess, systemAccess } from './system-access.ts'

interface Props {
  user: User | undefined
  onSaved: (id: string) => Promise<void>
  onFailed: () => void
  /** Opens it again. */
  onBack: () => void
}

const fields = ['name', 'email', 'systemAccess', 'roleId', 'password']

/** A password is only ever given here, never shown: the server keeps none that could be. */
export function UserForm({ user, onSaved, onFailed, onBack }: Props) {
  const saved = {
    name: user?.name ?? '',
    email: user?.email ?? '',
    systemAccess: (user?.systemAccess ?? 'USER') as SystemAccess,
    roleId: user?.roleId ?? '',
  }
  const draft = useDraft(`user ${user?.id ?? 'new'}`, saved, { version: user?.version })
  const { value, set } = draft
  const [password, setPassword] = useState('')
  const onMutate = () => value
  const onSuccess = async ({ id, name, version }: User, _input: object, sent: typeof value) => {
    setPassword('')
    toast({ status: 'PASSED', text: user ? `${name} is saved` : `${name} can log in now` })
    await onSaved(id)
    draft.forget(sent, user && version)
  }
  const create = useMutation(trpc.users.create.mutationOptions({ onMutate, onSuccess }))
  const update = useMutation(trpc.users.update.mutationOptions({ onMutate, onSuccess, onError: onFailed }))
  const save = user ? update : create
  const fault = formFault(save.error, fields)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = { ...value, name: value.name.trim(), email: value.email.trim(), roleId: value.roleId || null }
    const changes = { ...draft.changesOf(given), ...(password && { password }) }
    if (user) update.mutate({ userId: user.id, ...changes, expectedVersion: draft.version })
    else create.mutate({ ...given, password })
  }
  return (
    <form className="mt-4 grid gap-4" onSubmit={submit} noValidate autoComplete="off">
      <DraftNotice
        draft={save.isPending ? { ...draft, isOld: false, isBegun: false } : draft}
        onBack={onBack}
        what={user?.name ?? 'New person'}
      />
      <Field label="Name" error={fault.of('name')}>
        <Input autoFocus={!user} value={value.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="E-mail" hint="They log in with it." error={fault.of('email')}>
        <Input type="email" value={value.email} onChange={(event) => set({ email: event.target.value })} />
      </Field>
      <Field label="In the installation" error={fault.of('systemAccess')}>
        <Select
          value={value.systemAccess}
          onChange={(event) => set({ systemAccess: event.target.value as SystemAccess })}
        >
          {Object.entries(systemAccess).map(([key, { label, text }]) => (
            <option key={key} value={key}>
              {label}: {text}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Default role" hint="In projects that give everybody their own role." error={fault.of('roleId')}>
        <Select value={value.roleId} onChange={(event) => set({ roleId: event.target.value })}>
          <option value="">None</option>
          <RoleOptions />
        </Select>
      </Field>
      <Field
        label={user ? 'New password' : 'Password'}
        aside={user ? 'empty: it stays' : '8 or more'}
        hint={user ? 'It ends their logins. Tell them by a way of your own.' : 'Tell it to them; they can change it.'}
        error={fault.of('password')}
      >
        <PasswordInput
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
      <div>
        <Button type="submit" kind="primary" busy={save.isPending}>
          {user ? 'Save' : 'Create account'}
        </Button>
      </div>
    </form>
  )
}
