import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { User } from '@testplanit/api/domains/users/schemas'
import { type FormEvent, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { DraftNotice } from '../../app/draft-notice.tsx'
import { Fault } from '../../app/fault-state.tsx'
import { formFault } from '../../app/form-fault.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

export function ProfileForm() {
  const profile = useQuery(trpc.users.profile.queryOptions({}))
  return (
    <Section title="You">
      {profile.data ? (
        <Form user={profile.data} />
      ) : profile.isError ? (
        <Fault title="Your profile did not arrive" of={profile} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Section>
  )
}

function Form({ user }: { user: User }) {
  const queries = useQueryClient()
  const draft = useDraft('profile', { name: user.name, email: user.email }, { version: user.version })
  const { value, set } = draft
  const [currentPassword, setPassword] = useState('')
  const isMoving = value.email.trim() !== user.email
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.users.profile.queryFilter()),
      queries.invalidateQueries({ queryKey: trpc.auth.session.queryKey() }),
    ])
  const update = useMutation(
    trpc.users.updateProfile.mutationOptions({
      onMutate: () => value,
      onSuccess: async ({ version }, _input, sent) => {
        toast({ status: 'PASSED', text: 'Your profile is saved' })
        await refresh()
        draft.forget(sent, version)
        setPassword('')
      },
      onError: () => void refresh(),
    }),
  )
  const fault = formFault(update.error, ['name', 'email', 'currentPassword'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = { name: value.name.trim(), email: value.email.trim() }
    const proof = isMoving && { currentPassword }
    update.mutate({ ...draft.changesOf(given), ...proof, expectedVersion: draft.version })
  }
  return (
    <form className="grid max-w-94 gap-4" onSubmit={submit} noValidate>
      {!update.isPending && <DraftNotice draft={draft} />}
      <Field label="Name" error={fault.of('name')}>
        <Input autoComplete="name" value={value.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="E-mail" hint="You log in with it." error={fault.of('email')}>
        <Input
          type="email"
          autoComplete="email"
          value={value.email}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Field>
      {isMoving && (
        <Field label="Current password" hint="Another address asks for it." error={fault.of('currentPassword')}>
          <Input
            type="password"
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      )}
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
      <div>
        <Button type="submit" kind="primary" busy={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
