import { useMutation } from '@tanstack/react-query'
import type { Milestone } from '@testplanit/api/domains/milestones/schemas'
import type { FormEvent } from 'react'
import { trpc } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { DraftNotice } from '../../app/draft-notice.tsx'
import { formFault } from '../../app/form-fault.ts'
import { Button } from '../../ui/button.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Select, Textarea } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useMilestoneWrites } from './writes.ts'

interface Props {
  projectId: string
  milestone: Milestone | undefined
  parents: readonly Milestone[]
  onCreated: (id: string) => void
  /** Opens it again. */
  onBack: () => void
}

const fields = ['name', 'description', 'startDate', 'dueDate', 'parentId']

export function MilestoneForm({ projectId, milestone, parents, onCreated, onBack }: Props) {
  const { refresh } = useMilestoneWrites(projectId)
  /** What came as a document is left as it is: only plain text is written here. */
  const isPlain = typeof milestone?.description !== 'object' || milestone.description === null
  const saved = {
    name: milestone?.name ?? '',
    description: typeof milestone?.description === 'string' ? milestone.description : '',
    startDate: milestone?.startDate ?? '',
    dueDate: milestone?.dueDate ?? '',
    parentId: milestone?.parentId ?? '',
  }
  const draft = useDraft(`milestone ${milestone?.id ?? `new ${projectId}`}`, saved, { version: milestone?.version })
  const { value, set } = draft
  const given = {
    name: value.name.trim(),
    ...(isPlain && { description: value.description || null }),
    startDate: value.startDate || null,
    dueDate: value.dueDate || null,
    parentId: value.parentId || null,
  }
  const onMutate = () => value
  const onSuccess = async ({ id, name, version }: Milestone, _input: object, sent: typeof value) => {
    toast({ status: 'PASSED', text: milestone ? `${name} is saved` : `${name} is there` })
    await refresh()
    draft.forget(sent, milestone && version)
    if (!milestone) onCreated(id)
  }
  const create = useMutation(trpc.milestones.create.mutationOptions({ onMutate, onSuccess }))
  const update = useMutation(trpc.milestones.update.mutationOptions({ onMutate, onSuccess, onError: refresh }))
  const save = milestone ? update : create
  const fault = formFault(save.error, fields)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (milestone)
      update.mutate({ milestoneId: milestone.id, ...draft.changesOf(given), expectedVersion: draft.version })
    else create.mutate({ projectId, ...given })
  }
  return (
    <form className="mt-4 grid gap-4" onSubmit={submit} noValidate>
      <DraftNotice
        draft={save.isPending ? { ...draft, isOld: false, isBegun: false } : draft}
        onBack={onBack}
        what={milestone?.name ?? 'New milestone'}
      />
      <Field label="Name" error={fault.of('name')}>
        <Input autoFocus={!milestone} value={value.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <div className="grid gap-4 wide:grid-cols-2">
        <Field label="Begins" error={fault.of('startDate')}>
          <Input type="date" value={value.startDate} onChange={(event) => set({ startDate: event.target.value })} />
        </Field>
        <Field label="Due" error={fault.of('dueDate')}>
          <Input type="date" value={value.dueDate} onChange={(event) => set({ dueDate: event.target.value })} />
        </Field>
      </div>
      <Field label="Beneath" error={fault.of('parentId')}>
        <Select value={value.parentId} onChange={(event) => set({ parentId: event.target.value })}>
          <option value="">Nothing: it stands by itself</option>
          {parents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {isPlain && (
        <Field label="What it is about" aside="may stay empty" error={fault.of('description')}>
          <Textarea rows={4} value={value.description} onChange={(event) => set({ description: event.target.value })} />
        </Field>
      )}
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
      <div>
        <Button type="submit" kind="primary" busy={save.isPending}>
          {milestone ? 'Save' : 'Create milestone'}
        </Button>
      </div>
    </form>
  )
}
