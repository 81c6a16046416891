import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { formFault } from '../../app/form-fault.ts'
import { useMe } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { PasswordInput } from '../../ui/password-input.tsx'
import { toast } from '../../ui/toast.tsx'

export function ChangePassword() {
  const me = useMe()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const change = useMutation(
    trpc.auth.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent('')
        setNew('')
        toast({ status: 'PASSED', text: 'Your password is changed; your other logins have ended' })
      },
    }),
  )
  const fault = formFault(change.error, ['currentPassword', 'newPassword'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ currentPassword, newPassword })
  }
  return (
    <Section title="Password" text="a new one ends your other logins">
      <form className="grid max-w-94 gap-4" onSubmit={submit} noValidate>
        <input type="text" hidden readOnly autoComplete="username" value={me.email} aria-hidden="true" tabIndex={-1} />
        <Field label="Your password" error={fault.of('currentPassword')}>
          <PasswordInput
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        <Field label="The new one" aside="8 or more" error={fault.of('newPassword')}>
          <PasswordInput
            autoComplete="new-password"
            value={newPassword}
            onChange={(event) => setNew(event.target.value)}
          />
        </Field>
        <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
        <div>
          <Button type="submit" busy={change.isPending}>
            Change the password
          </Button>
        </div>
      </form>
    </Section>
  )
}
