import { useMutation } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { DraftNotice } from '../../app/draft-notice.tsx'
import { formFault } from '../../app/form-fault.ts'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Select, Textarea } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useMilestones } from './names.ts'
import { refreshRun } from './run-cases.ts'
import type { Run } from './types.ts'

/** What a run is called, what it is for, and what it is about. */
export function EditRunDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const milestones = useMilestones(run.projectId)
  const { description } = run
  /** What came as a document is left as it is: only plain text is written here. */
  const isPlain = typeof description !== 'object' || description === null
  const saved = {
    name: run.name,
    milestoneId: run.milestoneId ?? '',
    description: typeof description === 'string' ? description : '',
  }
  const draft = useDraft(`run ${run.id}`, saved, { version: run.version })
  const { value, set } = draft
  const update = useMutation(
    trpc.runs.update.mutationOptions({
      onMutate: () => value,
      onSuccess: ({ version }, _input, sent) => {
        draft.forget(sent, version)
        onClose()
        return refreshRun()
      },
      onError: refreshRun,
    }),
  )
  const fault = formFault(update.error, ['name', 'milestoneId', 'description'])
  const given = {
    name: value.name,
    milestoneId: value.milestoneId || null,
    ...(isPlain && { description: value.description.trim() || null }),
  }
  const submit = () => update.mutate({ runId: run.id, ...draft.changesOf(given), expectedVersion: draft.version })
  return (
    <FormDialog title="The run" submit="Save" busy={update.isPending} onSubmit={submit} onClose={onClose}>
      {!update.isPending && <DraftNotice draft={draft} />}
      <Field label="Name" error={fault.of('name')}>
        <Input value={value.name} onChange={(event) => set({ name: event.target.value })} data-autofocus />
      </Field>
      <Field label="Milestone" error={fault.of('milestoneId')}>
        <Select value={value.milestoneId} onChange={(event) => set({ milestoneId: event.target.value })}>
          <option value="">None</option>
          {milestones
            .filter(({ id, completedAt }) => completedAt === null || id === run.milestoneId)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      </Field>
      {isPlain && (
        <Field label="Description" aside="may stay empty" error={fault.of('description')}>
          <Textarea
            rows={3}
            value={value.description}
            onChange={(event) => set({ description: event.target.value })}
            placeholder="What is tested, and where"
          />
        </Field>
      )}
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}
