/** What was typed about a run case, kept in this browser until the server has it. */
import * as z from 'zod/mini'
import { readDraft, useStoredDraft, writeDraft } from '../../app/draft-store.ts'
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

export const draftOf = (runCaseId: string): ResultDraft => readDraft(nameOf(runCaseId), Kept) ?? empty

export const useResultDraft = (runCaseId: string): ResultDraft => useStoredDraft(nameOf(runCaseId), Kept) ?? empty

export const changeDraft = (runCaseId: string, change: Partial<ResultDraft>) =>
  writeDraft(nameOf(runCaseId), { ...draftOf(runCaseId), ...change })

/** The server has it; unless something was typed since, it need not be kept. */
export function forgetDraft(runCaseId: string, sent: ResultDraft) {
  if (draftOf(runCaseId) === sent) writeDraft(nameOf(runCaseId), undefined)
}
