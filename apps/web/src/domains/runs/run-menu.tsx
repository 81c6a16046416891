/** What is done with a run as a whole: complete, cancel, reopen, change, add cases, delete. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check, CircleSlash, Ellipsis, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/access.ts'
import { queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { AddCasesDialog } from './add-cases-dialog.tsx'
import { isDone } from './counts.ts'
import { EditRunDialog } from './edit-run-dialog.tsx'
import { refreshRun } from './run-cases.ts'
import type { Run } from './types.ts'

const asks = {
  COMPLETED: {
    title: 'Complete the run?',
    confirm: 'Complete',
    told: 'is completed',
  },
  CANCELLED: { title: 'Cancel the run?', confirm: 'Cancel the run', told: 'is cancelled' },
  ACTIVE: { title: 'Reopen the run?', confirm: 'Reopen', told: 'is open again' },
}

export function RunMenu({ run }: { run: Run }) {
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<Run['status'] | 'edit' | 'add' | 'delete'>()
  const close = () => setDialog(undefined)
  const refused = (error: unknown) => {
    close()
    toast({ status: 'FAILED', text: faultOf(error).message })
  }
  const change = useMutation(
    trpc.runs.update.mutationOptions({
      onSuccess: (changed) => {
        close()
        toast({ text: `${changed.name} ${asks[changed.status].told}` })
        return refreshRun()
      },
      onError: refused,
    }),
  )
  const remove = useMutation(
    trpc.runs.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/projects/$projectId/runs', params: { projectId: run.projectId } })
        queryClient.removeQueries(trpc.runs.get.queryFilter({ runId: run.id }))
        toast({ text: `${run.name} was deleted` })
        return refreshRun()
      },
      onError: refused,
    }),
  )
  const active = run.status === 'ACTIVE'
  const may = useMay(run.projectId)
  const mayWrite = may('runs', 'write')
  const mayClose = mayWrite && may('runs', 'close')
  const mayDelete = may('runs', 'delete')
  return (
    <>
      {(mayWrite || mayDelete) && (
        <Menu
          trigger={<IconButton label="More" icon={Ellipsis} />}
          items={[
            ...(active && mayWrite ? [{ label: 'Add cases', icon: Plus, onSelect: () => setDialog('add') }] : []),
            ...(active && mayClose
              ? [{ label: 'Cancel the run', icon: CircleSlash, onSelect: () => setDialog('CANCELLED') }]
              : []),
            ...(mayWrite
              ? [{ label: 'Name, milestone, description', icon: Pencil, onSelect: () => setDialog('edit') }]
              : []),
            ...(mayWrite && mayDelete ? (['line'] as const) : []),
            ...(mayDelete
              ? [{ label: 'Delete', icon: Trash2, danger: true, onSelect: () => setDialog('delete') }]
              : []),
          ]}
        />
      )}
      {!mayClose ? null : active ? (
        <Button kind={isDone(run.counts) ? 'primary' : 'plain'} icon={Check} onClick={() => setDialog('COMPLETED')}>
          <span className={isDone(run.counts) ? undefined : 'max-wide:sr-only'}>Complete</span>
        </Button>
      ) : (
        <Button icon={RotateCcw} onClick={() => setDialog('ACTIVE')}>
          Reopen
        </Button>
      )}
      {dialog && dialog in asks && (
        <ConfirmDialog
          title={asks[dialog as Run['status']].title}
          text={consequence(dialog as Run['status'], run)}
          confirm={asks[dialog as Run['status']].confirm}
          danger={dialog === 'CANCELLED'}
          busy={change.isPending}
          onConfirm={() => change.mutate({ runId: run.id, status: dialog as Run['status'] })}
          onClose={close}
        />
      )}
      {dialog === 'edit' && <EditRunDialog run={run} onClose={close} />}
      {dialog === 'add' && <AddCasesDialog run={run} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={`Delete ${run.name}?`}
          text="Its cases stay in the repository; its results leave every list."
          confirm="Delete"
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ runId: run.id })}
          onClose={close}
        />
      )}
    </>
  )
}

/** What it will mean, before it is done. */
export function consequence(status: Run['status'], { counts }: Run): string {
  const left = counts.notStarted + counts.inProgress
  if (status === 'ACTIVE') return 'It takes results again.'
  const closed = `Once ${status.toLowerCase()}, it takes no more results; you can reopen it.`
  if (left === 0) return closed
  return `${left} ${left === 1 ? 'case has' : 'cases have'} no result yet. ${closed}`
}
