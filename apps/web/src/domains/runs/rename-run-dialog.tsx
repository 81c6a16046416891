import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
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
  const fault = rename.error ? faultOf(rename.error) : undefined
  return (
    <Dialog title="Rename the run" onClose={onClose}>
      <form
        className="mt-3 text-text"
        onSubmit={(event) => {
          event.preventDefault()
          rename.mutate({ runId: run.id, name, expectedVersion: run.version })
        }}
      >
        <Field label="Name" error={fault && (fault.fields.name ?? fault.message)}>
          <Input value={name} onChange={(event) => setName(event.target.value)} data-autofocus />
        </Field>
        <div className="dialog-f">
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" keys="enter" busy={rename.isPending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
