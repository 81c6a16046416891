import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { formFault } from '../../app/form-fault.ts'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { refreshRun } from './run-cases.ts'
import type { Run } from './types.ts'

export function RenameRunDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const [name, setName] = useState(run.name)
  const rename = useMutation(
    trpc.runs.update.mutationOptions({
      onSuccess: () => {
        onClose()
        return refreshRun()
      },
    }),
  )
  const fault = formFault(rename.error, ['name'])
  const submit = () => rename.mutate({ runId: run.id, name, expectedVersion: run.version })
  return (
    <FormDialog title="Rename the run" submit="Rename" busy={rename.isPending} onSubmit={submit} onClose={onClose}>
      <Field label="Name" error={fault.of('name')}>
        <Input value={name} onChange={(event) => setName(event.target.value)} data-autofocus />
      </Field>
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}
