import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { formFault } from '../../app/form-fault.ts'
import { useMe } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.tsx'

export function ProfileForm() {
  const me = useMe()
  const queries = useQueryClient()
  const { value, set, clear } = useDraft(`profile ${me.id}`, { name: me.name, email: me.email })
  const update = useMutation(
    trpc.users.updateProfile.mutationOptions({
      onSuccess: async () => {
        clear()
        toast({ status: 'PASSED', text: 'Your profile is saved' })
        await queries.invalidateQueries({ queryKey: trpc.auth.session.queryKey() })
      },
    }),
  )
  const fault = formFault(update.error, ['name', 'email'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ name: value.name.trim(), email: value.email.trim() })
  }
  return (
    <Section title="You">
      <form className="grid max-w-94 gap-4" onSubmit={submit} noValidate>
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
        <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
        <div>
          <Button type="submit" kind="primary" busy={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  )
}
