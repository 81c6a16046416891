import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Project } from '@testplanit/api/domains/projects/schemas'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { DraftNotice } from '../../app/draft-notice.tsx'
import { formFault } from '../../app/form-fault.ts'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Textarea } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toast } from '../../ui/toast.tsx'

/** What a project is called, and what it is. */
export function EditProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.projects.pathKey() })
  const { description } = project
  /** What came as a document is left as it is: only plain text is written here. */
  const isPlain = typeof description !== 'object' || description === null
  const saved = { name: project.name, description: typeof description === 'string' ? description : '' }
  const draft = useDraft(`project ${project.id}`, saved, { version: project.version })
  const { value, set } = draft
  const update = useMutation(
    trpc.projects.update.mutationOptions({
      onMutate: () => value,
      onSuccess: async ({ name, version }, _input, sent) => {
        draft.forget(sent, version)
        onClose()
        toast({ status: 'PASSED', text: `${name} is saved` })
        await refresh()
      },
      onError: refresh,
    }),
  )
  const fault = formFault(update.error, ['name', 'description'])
  const given = { name: value.name.trim(), ...(isPlain && { description: value.description || null }) }
  const submit = () =>
    update.mutate({ projectId: project.id, ...draft.changesOf(given), expectedVersion: draft.version })
  return (
    <FormDialog title="The project" submit="Save" busy={update.isPending} onSubmit={submit} onClose={onClose}>
      {!update.isPending && <DraftNotice draft={draft} />}
      <Field label="Name" error={fault.of('name')}>
        <Input data-autofocus value={value.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      {isPlain && (
        <Field label="What it is" aside="may stay empty" error={fault.of('description')}>
          <Textarea rows={3} value={value.description} onChange={(event) => set({ description: event.target.value })} />
        </Field>
      )}
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}
