import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { formFault } from '../../app/form-fault.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function CreateToken({ onCreated, onClose }: { onCreated: (token: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const [until, setUntil] = useState('')
  const [readOnly, setReadOnly] = useState(false)
  const create = useMutation(trpc.auth.createApiToken.mutationOptions({ onSuccess: ({ token }) => onCreated(token) }))
  const fault = formFault(create.error, ['name', 'expiresAt'])
  const submit = () =>
    create.mutate({
      name: name.trim(),
      readOnly,
      ...(until && { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
    })
  return (
    <FormDialog title="New token" submit="Create token" busy={create.isPending} onSubmit={submit} onClose={onClose}>
      <Field label="Name" hint="Where it is used, so that you know it later." error={fault.of('name')}>
        <Input data-autofocus value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="Until" aside="empty: no end" error={fault.of('expiresAt')}>
        <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <Checkbox label="It only reads" shown checked={readOnly} onChange={setReadOnly} />
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}
