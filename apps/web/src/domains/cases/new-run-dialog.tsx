import { useNavigate } from '@tanstack/react-router'
import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { type FormEvent, useState } from 'react'
import { client, queryClient, trpc } from '../../app/api.ts'
import { type FaultToTell, faultOf } from '../../app/fault.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'

interface Props {
  projectId: string
  count: number
  /** The chosen cases, or all that a filter finds. */
  chosen: { ids: readonly string[] } | { filter: CaseFilter }
  onDone: () => void
  onClose: () => void
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** Makes a run of the chosen cases. */
export function NewRunDialog({ projectId, count, chosen, onDone, onClose }: Props) {
  const navigate = useNavigate()
  const [name, setName] = useState(() => `Run of ${day.format(new Date())}`)
  const [fault, setFault] = useState<FaultToTell>()
  const [busy, setBusy] = useState(false)
  const cases = `${count} ${count === 1 ? 'case' : 'cases'}`
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFault(undefined)
    const which =
      'filter' in chosen
        ? { filter: chosen.filter }
        : { testCases: chosen.ids.map((repositoryCaseId) => ({ repositoryCaseId })) }
    try {
      const run = await client.runs.create.mutate({ projectId, name, ...which })
      void queryClient.invalidateQueries(trpc.runs.list.queryFilter())
      toast({
        status: 'PASSED',
        text: `“${run.name}” holds ${cases}`,
        action: {
          label: 'Open the run',
          run: () => void navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId: run.id } }),
        },
      })
      onDone()
    } catch (error) {
      setFault(faultOf(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={`New run of ${cases}`}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form="new-run" busy={busy}>
            Create the run
          </Button>
        </>
      }
    >
      <form id="new-run" onSubmit={(event) => void create(event)}>
        <Field label="Name" error={fault && (Object.values(fault.fields)[0] ?? fault.message)}>
          <Input data-autofocus maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
