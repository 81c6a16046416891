/** CreateRunDialog: a run's name and what it holds. What was typed stays in this browser until the run is made. */

import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDraft } from '../../app/draft.ts'
import { formFault } from '../../app/form-fault.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FaultLine } from '../../ui/fault-line.tsx'
import { Field, Input, Select, Textarea } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { number } from '../../ui/number.ts'
import { toast } from '../../ui/toast.tsx'
import { CaseChoice, everything, useCaseCount } from './case-choice.tsx'
import { createRun, type RunToMake, type WhichCases } from './create-run.ts'
import { useConfigurations, useMilestones, usePeople } from './names.ts'
import { refreshRun } from './run-cases.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const empty: RunToMake = {
  ...everything,
  name: '',
  description: '',
  milestoneId: '',
  assignedTo: '',
  configurationIds: [],
}

interface Props {
  projectId: string
  /** Cases that are chosen already; otherwise the dialog asks. Then the run is told of, and one stays where one is. */
  chosen?: { which: WhichCases; count: number; onDone: () => void }
  onClose: () => void
}

export function CreateRunDialog({ projectId, chosen, onClose }: Props) {
  const navigate = useNavigate()
  const name = chosen ? `Run of ${day.format(new Date())}` : ''
  const { value, set, forget } = useDraft(`new run ${projectId}`, { ...empty, name })
  const found = useCaseCount(projectId, value)
  const { count, exact } = chosen ? { count: chosen.count, exact: true } : found
  const milestones = useMilestones(projectId)
  const configurations = useConfigurations(projectId)
  const people = usePeople(projectId)
  const create = useMutation({
    mutationFn: (run: RunToMake) => createRun(projectId, run, chosen?.which),
    onSuccess: (runId, run) => {
      forget(run)
      void refreshRun()
      onClose()
      const open = () => void navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId } })
      if (!chosen) return open()
      chosen.onDone()
      toast({ status: 'PASSED', text: `“${run.name}” is there`, action: { label: 'Open the run', run: open } })
    },
  })
  const fault = formFault(create.error, ['name', 'milestoneId', 'description', ...(chosen ? [] : ['filter.folderId'])])
  const times = Math.max(value.configurationIds.length, 1)
  return (
    <FormDialog
      title={chosen ? `New run of ${countText(chosen.count, true, 1)}` : 'New run'}
      submit="Create the run"
      keys="mod+enter"
      roomy
      busy={create.isPending}
      off={count === 0 ? 'It would hold no case: choose some first' : undefined}
      foot={count === undefined ? '' : countText(count, exact, times)}
      onSubmit={() => create.mutate(value)}
      onClose={onClose}
    >
      <Field label="Name" error={fault.of('name')}>
        <Input
          value={value.name}
          onChange={(event) => set({ name: event.target.value })}
          placeholder="4.12 Regression"
          data-autofocus
        />
      </Field>
      <div className="grid gap-3 wide:grid-cols-2">
        <Field label="Milestone" error={fault.of('milestoneId')}>
          <Select value={value.milestoneId} onChange={(event) => set({ milestoneId: event.target.value })}>
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
          <Select value={value.assignedTo} onChange={(event) => set({ assignedTo: event.target.value })}>
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
          <CaseChoice projectId={projectId} value={value} onChange={set} error={fault.of('filter.folderId')} />
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
                checked={value.configurationIds.includes(id)}
                onChange={(on) =>
                  set({
                    configurationIds: on
                      ? [...value.configurationIds, id]
                      : value.configurationIds.filter((one) => one !== id),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <Field label="Description" error={fault.of('description')}>
        <Textarea
          value={value.description}
          onChange={(event) => set({ description: event.target.value })}
          placeholder="What is tested, and where"
        />
      </Field>
      <FaultLine requestId={fault.requestId}>{fault.rest}</FaultLine>
    </FormDialog>
  )
}

function countText(count: number, exact: boolean, times: number) {
  if (count === 0) return 'No case is found: choose others'
  const cases = `${number.format(count)}${exact ? '' : ' or more'} ${count === 1 ? 'case' : 'cases'}`
  return times === 1 ? cases : `${cases} × ${times} = ${number.format(count * times)}`
}
