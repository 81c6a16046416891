import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { formFault } from '../../app/form-fault.ts'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Textarea } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

/** Makes a project and opens it; `forImport` opens its imports. */
export function CreateProject({ forImport, onClose }: { forImport: boolean; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { value, set, forget } = useDraft('new project', { name: '', description: '' })
  const create = useMutation(
    trpc.projects.create.mutationOptions({
      onMutate: () => value,
      onSuccess: async ({ id }, _input, sent) => {
        forget(sent)
        await navigate({
          to: forImport ? '/projects/$projectId/imports' : '/projects/$projectId',
          params: { projectId: id },
        })
        await queries.invalidateQueries({ queryKey: trpc.projects.list.pathKey() })
      },
    }),
  )
  const fault = formFault(create.error, ['name', 'description'])
  const submit = () =>
    create.mutate({ name: value.name.trim(), ...(value.description ? { description: value.description } : {}) })
  return (
    <FormDialog
      title={forImport ? 'A project for your results' : 'New project'}
      submit={forImport ? 'Create and import' : 'Create project'}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" hint="That of the product, mostly." error={fault.of('name')}>
        <Input data-autofocus value={value.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="What it is" aside="may stay empty" error={fault.of('description')}>
        <Textarea rows={3} value={value.description} onChange={(event) => set({ description: event.target.value })} />
      </Field>
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}
