/** What was typed about a run case, kept in this browser until the server has it. */
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { dropKept, keep, readKept } from '../../app/kept.ts'
import type { StepStatus } from '../../ui/segmented-result.tsx'

export interface ResultDraft {
  steps: Readonly<Record<string, { status?: StepStatus; note?: string }>>
  notes: string
  links: readonly { name: string; url: string }[]
  /** What the clock said when it was last written. */
  elapsedMs: number
}
const empty: ResultDraft = { steps: {}, notes: '', links: [], elapsedMs: 0 }

const Kept = z.object({
  steps: z.record(
    z.string(),
    z.object({
      status: z.exactOptional(z.enum(['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'])),
      note: z.exactOptional(z.string()),
    }),
  ),
  notes: z.string(),
  links: z.array(z.object({ name: z.string(), url: z.url({ protocol: /^https?$/ }) })),
  elapsedMs: z.number(),
})

const nameOf = (runCaseId: string) => `result ${runCaseId}`
const read = new Map<string, ResultDraft>()
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function draftOf(runCaseId: string): ResultDraft {
  const known = read.get(runCaseId)
  if (known) return known
  const draft = readKept(nameOf(runCaseId), Kept) ?? empty
  read.set(runCaseId, draft)
  return draft
}

export const useResultDraft = (runCaseId: string) => useSyncExternalStore(subscribe, () => draftOf(runCaseId))

export function changeDraft(runCaseId: string, change: Partial<ResultDraft>) {
  const draft = { ...draftOf(runCaseId), ...change }
  read.set(runCaseId, draft)
  keep(nameOf(runCaseId), draft)
  tell()
}

/** The server has it; unless something was typed since, it need not be kept. */
export function forgetDraft(runCaseId: string, sent: ResultDraft) {
  if (draftOf(runCaseId) !== sent) return
  read.delete(runCaseId)
  dropKept(nameOf(runCaseId))
  tell()
}
