import { secondsOf } from '@testplanit/api/common/time'
import type { Result } from '@testplanit/api/domains/results/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
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
    notes: row.notes,
    duration: secondsOf(row.durationMs),
    durationMs: row.durationMs,
    flaky: row.flaky,
    message: row.message,
    details: row.details,
    attempts: row.attempts ?? [],
    stepResults: (row.stepResults ?? []).map((step) => ({ ...step, duration: secondsOf(step.durationMs) })),
    attachments: row.attachments.map(({ id, name, url }) => ({ id, name, url })),
  }
}

/** The columns of a listed result, where the statement reads from `results`: for `resultOf`. */
const { importId: _, projectId: __, ...ownColumns } = getTableColumns(results)
export const resultColumns = {
  ...ownColumns,
  attachments: sql<Result['attachments']>`(
    select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'url', a.url) order by a.position), '[]')
      from attachments a where a.result_id = results.id)`,
}
