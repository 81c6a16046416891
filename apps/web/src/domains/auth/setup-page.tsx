/** The first account: with the token that the server printed; then straight in. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { formFault } from '../../app/form-fault.ts'
import { forgetSession } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { PasswordInput } from '../../ui/password-input.tsx'
import { Gate } from './gate.tsx'
import { SetupAside } from './setup-aside.tsx'

const fields = ['setupToken', 'name', 'email', 'password']

export default function SetupPage() {
  const navigate = useNavigate()
  const state = useQuery(trpc.auth.setupState.queryOptions({}))
  const { value, set, clear } = useDraft('setup', { name: '', email: '' })
  const [setupToken, setSetupToken] = useState('')
  const [password, setPassword] = useState('')
  const setup = useMutation(
    trpc.auth.setup.mutationOptions({
      onSuccess: async () => {
        clear()
        forgetSession()
        await navigate({ to: '/' })
      },
    }),
  )
  const fault = formFault(setup.error, fields)
  const isToken = !fault.of('setupToken') && /setup token/i.test(fault.rest ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setup.mutate({ ...value, setupToken: setupToken.trim(), password })
  }
  if (state.data && !state.data.needed && !setup.isPending)
    return (
      <Gate
        title="Already set up"
        text="This installation has its first account. Ask whoever runs it for one of yours."
      >
        <Link to="/login" className="btn primary big wide-full">
          <span>Log in</span>
        </Link>
      </Gate>
    )
  return (
    <Gate
      title="Make the first account"
      text="It runs this installation and invites everyone else."
      aside={<SetupAside />}
    >
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <Field
          label="Setup token"
          hint="The server printed it when it started without users."
          error={isToken ? fault.rest : fault.of('setupToken')}
        >
          <Input
            size="big"
            mono
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={setupToken}
            onChange={(event) => setSetupToken(event.target.value)}
          />
        </Field>
        <Field label="Name" error={fault.of('name')}>
          <Input
            size="big"
            autoComplete="name"
            value={value.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label="E-mail" error={fault.of('email')}>
          <Input
            size="big"
            type="email"
            autoComplete="username"
            value={value.email}
            onChange={(event) => set({ email: event.target.value })}
          />
        </Field>
        <Field label="Password" aside="8 or more" error={fault.of('password')}>
          <PasswordInput
            size="big"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <FaultLine requestId={fault.requestId}>{isToken ? undefined : fault.rest}</FaultLine>
        <Button type="submit" kind="primary" size="big" wide keys="enter" busy={setup.isPending}>
          Create account
        </Button>
      </form>
      <p className="mt-4 text-12 text-text-3">
        Nothing leaves this server: no telemetry, no fonts or scripts from elsewhere.
      </p>
    </Gate>
  )
}
