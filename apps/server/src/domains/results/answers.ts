import { secondsOf } from '@testplanit/api/common/time'
import type { Result } from '@testplanit/api/domains/results/schemas'
import { getTableColumns } from 'drizzle-orm'
import { attachmentsAt } from '../attachments/answers.ts'
import { results } from './tables.ts'

/** A result as the API answers it. */
export function resultOf(
  row: Omit<typeof results.$inferSelect, 'importId' | 'projectId'> & { attachments: Result['attachments'] },
): Result {
  return {
    id: row.id,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    runId: row.runId,
    runCaseId: row.runCaseId,
    repositoryCaseId: row.caseId,
    status: row.status,
    correctsId: row.correctsId,
    correctedById: row.correctedById,
    notes: row.notes,
    duration: secondsOf(row.durationMs),
    durationMs: row.durationMs,
    flaky: row.flaky,
    message: row.message,
    details: row.details,
    attempts: row.attempts ?? [],
    stepResults: (row.stepResults ?? []).map((step) => ({ ...step, duration: secondsOf(step.durationMs) })),
    attachments: row.attachments,
  }
}

/** The columns of a listed result, where the statement reads from `results`: for `resultOf`. */
const { importId: _, projectId: __, ...ownColumns } = getTableColumns(results)
export const resultColumns = { ...ownColumns, attachments: attachmentsAt('result_id', 'results.id') }
