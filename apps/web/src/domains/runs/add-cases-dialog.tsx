import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { number } from '../../ui/number.ts'
import { StatusText } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { CaseChoice, choiceFilter, everything, useCaseCount } from './case-choice.tsx'
import { refreshRun } from './run-cases.ts'
import type { Run } from './types.ts'

/** More cases for a run; those that are in it stay as they are. */
export function AddCasesDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const [choice, setChoice] = useState(everything)
  const { count, exact } = useCaseCount(run.projectId, choice)
  const add = useMutation(
    trpc.runs.addCases.mutationOptions({
      onSuccess: ({ added }) => {
        onClose()
        toast({ text: added === 0 ? 'They were all in the run already' : `${added} added to the run` })
        return refreshRun()
      },
    }),
  )
  const fault = add.error ? faultOf(add.error) : undefined
  return (
    <Dialog title="Add cases" onClose={onClose} roomy>
      <form
        className="mt-3 text-text"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ runId: run.id, filter: choiceFilter(choice) })
        }}
      >
        {fault && (
          <p role="alert" className="mb-3">
            <StatusText status="FAILED">{fault.message}</StatusText>
          </p>
        )}
        <CaseChoice projectId={run.projectId} value={choice} onChange={setChoice} />
        <div className="dialog-f">
          <span className="mr-auto self-center text-text-2" role="status">
            {count !== undefined && `${number.format(count)}${exact ? '' : ' or more'} found`}
          </span>
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" busy={add.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
