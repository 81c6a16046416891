import type { UseQueryResult } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Fault } from '../../app/fault-state.tsx'
import { Textarea } from '../../ui/field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Priority } from '../../ui/priority.tsx'
import { textOf } from '../../ui/rich-text.ts'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { StatusText } from '../../ui/status.tsx'
import { type MarkedStep, StepMarks } from '../../ui/step-marks.tsx'
import { pathText, useFolders } from '../folders/folders.ts'
import { ExecuteLinks } from './execute-links.tsx'
import { nameOf, useConfigurations } from './names.ts'
import { isOpen } from './queue.ts'
import type { ResultDraft } from './result-draft.ts'
import type { Case, RunCase } from './types.ts'

interface Props {
  projectId: string
  row: RunCase
  details: Pick<UseQueryResult<Case>, 'data' | 'isPending'> & { error: unknown; refetch: () => unknown }
  steps: readonly MarkedStep[]
  draft: ResultDraft
  chosen: number | undefined
  writing: number | undefined
  onMark: (index: number, status: StepStatus) => void
  onNote: (index: number, note: string) => void
  onChange: (change: Partial<ResultDraft>) => void
}

/** The case itself: what to do, what to expect, what was seen. */
export function ExecuteCase(props: Props) {
  const { projectId, row, details, steps, draft, chosen, writing, onMark, onNote, onChange } = props
  const folders = useFolders(projectId)
  const configurations = useConfigurations(projectId)
  const notes = useRef<HTMLTextAreaElement>(null)
  const { hash } = useLocation()
  useEffect(() => {
    if (hash === 'notes') notes.current?.focus()
  }, [hash])
  useKeys({ m: { label: 'Write notes', run: () => notes.current?.focus() } })
  const isReading = details.isPending && !row.caseDeleted
  const before = textOf(details.data?.description)
  return (
    <main
      className="overflow-auto p-4 max-wide:order-1 wide:col-start-2 wide:row-start-2 wide:px-8 wide:py-6"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label="The case"
      aria-busy={isReading}
    >
      <div className="mx-auto max-w-205 wrap-anywhere">
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-text-3">
          <span className="num">C{row.number}</span>
          <span>{folders && pathText(folders, row.folderId)}</span>
          {row.priority && <Priority level={row.priority} named />}
          {row.configurationId && <span>{nameOf(configurations, row.configurationId)}</span>}
        </p>
        <h1 className="mt-1.5 mb-2 text-20 font-semibold wrap-anywhere">{row.title}</h1>
        {!isOpen(row) && (
          <p className="mb-2 flex flex-wrap items-center gap-x-2 text-text-2">
            <StatusText status={row.status} /> is recorded. A result given now counts in its place; the history keeps
            both.
          </p>
        )}
        {before && (
          <p className="text-14 whitespace-pre-wrap text-text-2">
            <b className="mr-1 font-medium text-text">Before</b> {before}
          </p>
        )}
        {details.error && !details.data ? (
          <Fault title="The steps did not arrive" of={details} />
        ) : (
          isReading && <Skeleton lines={4} />
        )}
        {row.caseDeleted && <p className="mt-4 text-text-2">This case was deleted: it takes no more results.</p>}
        {steps.length > 0 && (
          <div className="mt-4">
            <StepMarks {...{ steps, chosen, writing, onMark, onNote }} />
          </div>
        )}
        {details.data?.expectedResult && (
          <p className="mt-4 text-14 whitespace-pre-wrap">
            <b className="font-medium">Expected</b> {details.data.expectedResult}
          </p>
        )}
        <div className="mt-5 grid gap-2">
          <Textarea
            ref={notes}
            aria-label="Notes on the case"
            placeholder="Notes on the case (M)"
            value={draft.notes}
            onChange={(event) => onChange({ notes: event.target.value })}
          />
          <ExecuteLinks links={draft.links} onChange={(links) => onChange({ links })} />
        </div>
      </div>
    </main>
  )
}
