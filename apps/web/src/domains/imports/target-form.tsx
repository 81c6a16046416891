/** Where the results go: a new run or an active one, with cases made for new tests or not. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import type { ImportOrder } from './jobs.ts'

const stamp = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

function useActiveRuns(projectId: string) {
  const { data } = useQuery(trpc.runs.list.queryOptions({ projectId, status: 'ACTIVE', limit: 250 }))
  return data?.data ?? []
}

export function useTarget(projectId: string) {
  const runs = useActiveRuns(projectId)
  const [testRunId, setTestRunId] = useState('')
  const [runName, setRunName] = useState('')
  const [createTestCases, setCreateTestCases] = useState(true)
  const chosen = runs.find((run) => run.id === testRunId)
  const orderFor = (files: readonly File[]): Pick<ImportOrder, 'into' | 'createTestCases'> => ({
    into: chosen
      ? { testRunId: chosen.id, runName: chosen.name }
      : { runName: (runName.trim() || nameFor(files)).slice(0, 255) },
    createTestCases,
  })
  return { runs, testRunId, setTestRunId, runName, setRunName, createTestCases, setCreateTestCases, orderFor }
}

/** `junit, 24 Nov, 03:12`; of several files the first and how many more. */
function nameFor(files: readonly File[]): string {
  const first = files[0]?.name.replace(/\.xml$/i, '') ?? 'Results'
  const more = files.length > 1 ? ` and ${files.length - 1} more` : ''
  return `${first}${more}, ${stamp.format(new Date())}`
}

type Target = ReturnType<typeof useTarget>

export function TargetForm({ target }: { target: Target }) {
  const { runs, testRunId, setTestRunId, runName, setRunName, createTestCases, setCreateTestCases } = target
  return (
    <aside
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 border-line max-full:border-t max-full:pt-5 full:border-l full:p-6"
      aria-label="Where the results go"
    >
      <h2 className="font-semibold">Where the results go</h2>
      <Field label="Run">
        <Select value={testRunId} onChange={(event) => setTestRunId(event.target.value)}>
          <option value="">A new run</option>
          {runs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {testRunId === '' && (
        <Field label="Name of the new run" hint="If it is left empty, the file's name and the time.">
          <Input value={runName} maxLength={255} onChange={(event) => setRunName(event.target.value)} />
        </Field>
      )}
      <div>
        <Checkbox label="Make cases for new tests" shown checked={createTestCases} onChange={setCreateTestCases} />
        <p className="mt-1 pl-5.5 text-12 text-text-3">
          Without it, results of tests that have no case are left out and listed.
        </p>
      </div>
    </aside>
  )
}
