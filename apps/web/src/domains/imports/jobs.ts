/**
 * Imports under way and ended, for as long as the page lives: they go on whichever page one is on.
 * startImport({ projectId, … }) begins one, `cancelImport`, `retryImport`, `forgetImport` by its id;
 * useImports(projectId) has them, newest first; useRunningImport(projectId) is { text, value } for the side bar's JobLine.
 */
import { useSyncExternalStore } from 'react'
import { announce } from './announce.ts'
import { type ImportFault, send } from './send.ts'
import type { ImportSummary } from './summary.ts'

export interface ImportOrder {
  projectId: string
  /** A new run of that name, or one that is there. */
  into: { runName: string } | { testRunId: string; runName: string }
  createTestCases: boolean
  files: readonly File[]
}

export interface ImportJob extends ImportOrder {
  id: string
  startedAt: number
  endedAt: number | undefined
  /** `sending` until the server has all bytes, then it reads and matches; it tells no per cent of that. */
  phase: 'sending' | 'reading' | 'done' | 'failed' | 'cancelled'
  sentBytes: number
  totalBytes: number
  summary: ImportSummary | undefined
  fault: ImportFault | undefined
}

let jobs: readonly ImportJob[] = []
const cancels = new Map<string, () => void>()
const listeners = new Set<() => void>()

function change(next: readonly ImportJob[]) {
  jobs = next
  for (const listener of listeners) listener()
}
const update = (id: string, part: Partial<ImportJob>) =>
  change(jobs.map((job) => (job.id === id ? { ...job, ...part } : job)))
export const isGoing = (job: ImportJob) => job.phase === 'sending' || job.phase === 'reading'

export function startImport(order: ImportOrder): string {
  const id = crypto.randomUUID()
  const totalBytes = order.files.reduce((sum, file) => sum + file.size, 0)
  const begun = { startedAt: Date.now(), endedAt: undefined, phase: 'sending', sentBytes: 0 } as const
  change([{ ...order, id, totalBytes, ...begun, summary: undefined, fault: undefined }, ...jobs])
  run(id, order)
  return id
}

/** The same files under the same key: what the server has already is not added again. */
export function retryImport(id: string) {
  const job = jobs.find((one) => one.id === id)
  if (!job || isGoing(job)) return
  update(id, { startedAt: Date.now(), endedAt: undefined, phase: 'sending', sentBytes: 0, fault: undefined })
  run(id, job)
}

/** While it is sent. Once the server has all bytes it reads them to the end, whoever hangs up. */
export function cancelImport(id: string) {
  if (jobs.find((one) => one.id === id)?.phase !== 'sending') return
  cancels.get(id)?.()
  end(id, { phase: 'cancelled' })
}

export const forgetImport = (id: string) => change(jobs.filter((job) => job.id !== id))

function run(id: string, order: ImportOrder) {
  const { promise, cancel } = send(id, order, {
    onSent: (sentBytes) => update(id, { phase: 'sending', sentBytes }),
    onReceived: () => update(id, { phase: 'reading' }),
  })
  cancels.set(id, cancel)
  promise.then(
    (summary) => end(id, { phase: 'done', summary }),
    (fault: ImportFault) => end(id, { phase: 'failed', fault }),
  )
}

function end(id: string, part: Partial<ImportJob>) {
  const job = jobs.find((one) => one.id === id)
  if (!job || !isGoing(job)) return
  cancels.delete(id)
  update(id, { ...part, endedAt: Date.now() })
  const ended = jobs.find((one) => one.id === id)
  if (ended && ended.phase !== 'cancelled') announce(ended)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useImports = (projectId: string) =>
  useSyncExternalStore(subscribe, () => jobs).filter((job) => job.projectId === projectId)

/** Per cent of the upload counts for nine tenths: the rest is the server's reading. */
export const shareOf = ({ phase, sentBytes, totalBytes }: ImportJob) =>
  phase === 'sending' ? (totalBytes === 0 ? 0 : (Math.min(sentBytes, totalBytes) / totalBytes) * 90) : 90

export function useRunningImport(projectId: string): { text: string; value: number } | undefined {
  const job = useImports(projectId).find(isGoing)
  return job && { text: `Importing ${job.into.runName}`, value: shareOf(job) }
}

/** Closing the window would end what is under way: the browser asks first. */
addEventListener('beforeunload', (event) => {
  if (jobs.some((job) => job.phase === 'sending')) event.preventDefault()
})
