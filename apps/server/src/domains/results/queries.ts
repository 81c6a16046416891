import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import { rawOf, type Writer } from '../../platform/database/database.ts'
import type { RunRow } from '../runs/answers.ts'
import type { results } from './tables.ts'

type ResultRow = typeof results.$inferSelect

const EXECUTED = ['PASSED', 'FAILED', 'BLOCKED']

/** The condition on results that were executed: those skipped or under way say nothing of how a case went. */
export const isExecuted = sql.raw(`status in (${EXECUTED.map((status) => `'${status}'`).join()})`)
/** Of these, the ones that count among their case's durations. */
export const isTimed = sql`${isExecuted} and duration_ms > 0`

/** Whether a result counts among its case's durations. */
export const countsAsTimed = ({ status, durationMs }: { status: string; durationMs: number | null }): boolean =>
  EXECUTED.includes(status) && durationMs !== null && durationMs > 0

/** Locks the run of a result, as `lockRun`, and gives what never changes of the result. Throws NOT_FOUND. */
export async function lockRunOf(tx: Writer, resultId: string) {
  const [row] = await rawOf(tx)<
    {
      run: Pick<RunRow, 'id' | 'projectId' | 'status'>
      result: Pick<ResultRow, 'runCaseId' | 'createdBy' | 'status'>
    }[]
  >`
    select json_build_object('id', n.id, 'projectId', n.project_id, 'status', n.status) as run,
           json_build_object('runCaseId', r.run_case_id, 'createdBy', r.created_by, 'status', r.status) as result
      from results r join runs n on n.id = r.run_id
     where r.id = ${resultId} and n.deleted_at is null for update of n`
  if (!row) throw notFound('result')
  return row
}
