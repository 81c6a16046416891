import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { formFault } from '../../app/form-fault.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { PasswordInput } from '../../ui/password-input.tsx'

interface Props {
  /** Whose login it is, where that is known. */
  email?: string
  size?: 'big'
  onDone: (userId: string) => void | Promise<void>
  children?: ReactNode
}

/** Address and password. What is typed stays after a failure. */
export function LoginForm({ email: known = '', size, onDone, children }: Props) {
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const login = useMutation(trpc.auth.login.mutationOptions({ onSuccess: ({ user }) => onDone(user.id) }))
  const fault = formFault(login.error, ['email', 'password'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    login.mutate({ email: email.trim(), password })
  }
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <Field label="E-mail" error={fault.of('email')}>
        <Input
          size={size}
          type="email"
          autoComplete="username"
          autoFocus={known === ''}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label="Password" error={fault.of('password')}>
        <PasswordInput
          size={size}
          autoComplete="current-password"
          {...(known ? { 'data-autofocus': true } : {})}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
      <div className="flex justify-end gap-2">
        {children}
        <Button type="submit" kind="primary" size={size} wide={size === 'big'} keys="enter" busy={login.isPending}>
          Log in
        </Button>
      </div>
    </form>
  )
}
