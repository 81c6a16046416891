import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId } from 'react'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { formFault } from '../../app/form-fault.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Textarea } from '../../ui/field.tsx'

/** Makes a project and opens it; `forImport` opens its imports. */
export function CreateProject({ forImport, onClose }: { forImport: boolean; onClose: () => void }) {
  const form = useId()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { value, set, clear } = useDraft('new project', { name: '', description: '' })
  const create = useMutation(
    trpc.projects.create.mutationOptions({
      onSuccess: async ({ id }) => {
        clear()
        await navigate({
          to: forImport ? '/projects/$projectId/imports' : '/projects/$projectId',
          params: { projectId: id },
        })
        await queries.invalidateQueries({ queryKey: trpc.projects.list.pathKey() })
      },
    }),
  )
  const fault = formFault(create.error, ['name', 'description'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name: value.name.trim(), ...(value.description ? { description: value.description } : {}) })
  }
  return (
    <Dialog
      title={forImport ? 'A project for your results' : 'New project'}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={form} kind="primary" keys="enter" busy={create.isPending}>
            {forImport ? 'Create and import' : 'Create project'}
          </Button>
        </>
      }
    >
      <form id={form} className="mt-3 grid gap-4" onSubmit={submit} noValidate>
        <Field label="Name" hint="That of the product, mostly." error={fault.of('name')}>
          <Input data-autofocus value={value.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label="What it is" aside="may stay empty" error={fault.of('description')}>
          <Textarea rows={3} value={value.description} onChange={(event) => set({ description: event.target.value })} />
        </Field>
        <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
      </form>
    </Dialog>
  )
}
