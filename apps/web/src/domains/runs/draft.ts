/** What was typed about a run case, kept in this browser until the server has it. */
import { useSyncExternalStore } from 'react'
import type { StepStatus } from '../../ui/segmented-result.tsx'

export interface Draft {
  steps: Readonly<Record<string, { status?: StepStatus; note?: string }>>
  notes: string
  links: readonly { name: string; url: string }[]
  /** What the clock said when it was last written. */
  elapsedMs: number
}
const empty: Draft = { steps: {}, notes: '', links: [], elapsedMs: 0 }

const keyOf = (runCaseId: string) => `result-draft:${runCaseId}`
const read = new Map<string, Draft>()
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function draftOf(runCaseId: string): Draft {
  const known = read.get(runCaseId)
  if (known) return known
  const kept = localStorage.getItem(keyOf(runCaseId))
  const draft: Draft = kept ? { ...empty, ...JSON.parse(kept) } : empty
  read.set(runCaseId, draft)
  return draft
}

export const useDraft = (runCaseId: string) => useSyncExternalStore(subscribe, () => draftOf(runCaseId))

export function changeDraft(runCaseId: string, change: Partial<Draft>) {
  const draft = { ...draftOf(runCaseId), ...change }
  read.set(runCaseId, draft)
  localStorage.setItem(keyOf(runCaseId), JSON.stringify(draft))
  tell()
}

/** The server has it; unless something was typed since, it need not be kept. */
export function forgetDraft(runCaseId: string, sent: Draft) {
  if (draftOf(runCaseId) !== sent) return
  read.delete(runCaseId)
  localStorage.removeItem(keyOf(runCaseId))
  tell()
}
