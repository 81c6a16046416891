import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { formFault } from '../../app/form-fault.ts'
import { FaultLine } from '../../ui/fault-line.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { number } from '../../ui/number.ts'
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
  const fault = formFault(add.error, ['filter.folderId'])
  return (
    <FormDialog
      title="Add cases"
      submit="Add"
      roomy
      busy={add.isPending}
      foot={count === undefined ? '' : `${number.format(count)}${exact ? '' : ' or more'} found`}
      onSubmit={() => add.mutate({ runId: run.id, filter: choiceFilter(choice) })}
      onClose={onClose}
    >
      <CaseChoice
        projectId={run.projectId}
        value={choice}
        onChange={(change) => setChoice({ ...choice, ...change })}
        error={fault.of('filter.folderId')}
      />
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}
