/** CreateRunDialog: a run's name and what it holds. What was typed stays in this browser until the run is made. */

import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { client } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { dropKept, keep, readKept } from '../../app/kept.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input, Select, Textarea } from '../../ui/field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { number } from '../../ui/number.ts'
import { StatusText } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { CaseChoice, choiceFilter, everything, useCaseCount } from './case-choice.tsx'
import { inParts, PART } from './in-parts.ts'
import { useConfigurations, useMilestones, usePeople } from './names.ts'
import { allRunCases, refreshRun } from './run-cases.ts'

const Draft = z.object({
  name: z.string(),
  description: z.string(),
  milestoneId: z.string(),
  assignedTo: z.string(),
  configurationIds: z.array(z.string()),
  folderId: z.string(),
  tags: z.array(z.string()),
  search: z.string(),
})
type Draft = z.infer<typeof Draft>
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const empty: Draft = { ...everything, name: '', description: '', milestoneId: '', assignedTo: '', configurationIds: [] }

interface Props {
  projectId: string
  /** Cases that are chosen already; otherwise the dialog asks. Then the run is told of, and one stays where one is. */
  chosen?: { which: { ids: readonly string[] } | { filter: CaseFilter }; count: number; onDone: () => void }
  onClose: () => void
}

export function CreateRunDialog(props: Props) {
  return (
    <Dialog
      title={props.chosen ? `New run of ${countText(props.chosen.count, true, 1)}` : 'New run'}
      onClose={props.onClose}
      roomy
    >
      <RunForm {...props} />
    </Dialog>
  )
}

function RunForm({ projectId, chosen, onClose }: Props) {
  const navigate = useNavigate()
  const kept = `new-run ${projectId}`
  const [draft, setDraft] = useState(() => {
    const begun = readKept(kept, Draft) ?? empty
    return chosen && !begun.name ? { ...begun, name: `Run of ${day.format(new Date())}` } : begun
  })
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    keep(kept, next)
    setDraft(next)
  }
  const found = useCaseCount(projectId, draft)
  const { count, exact } = chosen ? { count: chosen.count, exact: true } : found
  const milestones = useMilestones(projectId)
  const configurations = useConfigurations(projectId)
  const people = usePeople(projectId)
  const create = useMutation({
    mutationFn: () => createRun(projectId, draft, chosen?.which),
    onSuccess: (runId) => {
      dropKept(kept)
      void refreshRun()
      onClose()
      const open = () => void navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId } })
      if (!chosen) return open()
      chosen.onDone()
      toast({ status: 'PASSED', text: `“${draft.name}” is there`, action: { label: 'Open the run', run: open } })
    },
  })
  const fault = create.error ? faultOf(create.error) : undefined
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (!create.isPending) create.mutate()
  }
  useKeys({ 'mod+enter': { label: 'Create the run', run: () => submit() } })
  const times = Math.max(draft.configurationIds.length, 1)
  return (
    <form className="mt-3 grid gap-4 text-text" onSubmit={submit}>
      {fault && !fault.fields.name && (
        <p role="alert">
          <StatusText status="FAILED">{fault.message}</StatusText>
        </p>
      )}
      <Field label="Name" error={fault?.fields.name}>
        <Input
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
          placeholder="4.12 Regression"
          data-autofocus
        />
      </Field>
      <div className="grid gap-3 wide:grid-cols-2">
        <Field label="Milestone" error={fault?.fields.milestoneId}>
          <Select value={draft.milestoneId} onChange={(event) => set({ milestoneId: event.target.value })}>
            <option value="">None</option>
            {milestones
              .filter((one) => one.completedAt === null)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <Field label="Assigned to">
          <Select value={draft.assignedTo} onChange={(event) => set({ assignedTo: event.target.value })}>
            <option value="">Nobody yet</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {!chosen && (
        <fieldset className="grid gap-3 border-y border-line py-3">
          <legend className="vh">Cases</legend>
          <CaseChoice projectId={projectId} value={draft} onChange={set} error={fault?.fields['filter.folderId']} />
        </fieldset>
      )}
      {configurations.length > 0 && (
        <fieldset>
          <legend className="mb-1.5 font-medium">Configurations, each case once for each</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {configurations.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                shown
                checked={draft.configurationIds.includes(id)}
                onChange={(on) =>
                  set({
                    configurationIds: on
                      ? [...draft.configurationIds, id]
                      : draft.configurationIds.filter((one) => one !== id),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <Field label="Description" error={fault?.fields.description}>
        <Textarea
          value={draft.description}
          onChange={(event) => set({ description: event.target.value })}
          placeholder="What is tested, and where"
        />
      </Field>
      <div className="dialog-f mt-0">
        <span className="mr-auto self-center text-text-2" role="status">
          {count === undefined ? '' : countText(count, exact, times)}
        </span>
        <Button kind="quiet" keys="esc" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" kind="primary" keys="mod+enter" busy={create.isPending}>
          Create the run
        </Button>
      </div>
    </form>
  )
}

function countText(count: number, exact: boolean, times: number) {
  const cases = `${number.format(count)}${exact ? '' : ' or more'} ${count === 1 ? 'case' : 'cases'}`
  return times === 1 ? cases : `${cases} × ${times} = ${number.format(count * times)}`
}

/** Makes the run, then hands its cases out; answers its id. */
async function createRun(
  projectId: string,
  draft: Draft,
  which: NonNullable<Props['chosen']>['which'] = { filter: choiceFilter(draft) },
): Promise<string> {
  const { id: runId } = await client.runs.create.mutate({
    projectId,
    name: draft.name,
    description: draft.description.trim() || null,
    milestoneId: draft.milestoneId || null,
    ...(draft.configurationIds.length > 0 ? { configurationIds: draft.configurationIds } : {}),
    ...('filter' in which
      ? { filter: which.filter }
      : { testCases: which.ids.map((repositoryCaseId) => ({ repositoryCaseId })) }),
  })
  if (draft.assignedTo) await assignAll(runId, draft.assignedTo)
  return runId
}

/** The run stands whether or not this succeeds: a failure is told, and the run can be assigned from its page. */
async function assignAll(runId: string, assignedTo: string) {
  try {
    const ids = (await allRunCases(runId, {})).map((row) => row.id)
    const { error } = await inParts(ids, PART, 'Assigning', (some) =>
      client.runs.assignCases.mutate({ runId, ids: some, assignedTo }),
    )
    if (error) throw error
  } catch (error) {
    toast({ status: 'FAILED', text: `The run was made, but its cases are not assigned: ${faultOf(error).message}` })
  }
}
