import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'

interface Row extends Record<string, unknown> {
  durationMs: number
  timedResults: number
  firstResultAt: string | null
  lastResultAt: string | null
}

/** From the daily sums and the run cases, which keep what the results say. */
export const readElapsed: Handler<typeof operations.elapsed> = async ({ input: { runId }, db }) => {
  const [row] = await db.execute<Row>(sql`
    select worked.*, went.*
      from (select coalesce(sum(duration_ms), 0)::float8 as "durationMs", coalesce(sum(timed), 0)::int as "timedResults"
              from daily_results where run_id = ${runId}) worked,
           (select min(started_at) as "firstResultAt", max(executed_at) as "lastResultAt"
              from run_cases where run_id = ${runId}) went`)
  const { durationMs, timedResults, firstResultAt, lastResultAt } = row as Row
  const elapsedMs = firstResultAt && lastResultAt ? Date.parse(lastResultAt) - Date.parse(firstResultAt) : null
  return {
    duration: Math.round(durationMs / 1000),
    durationMs,
    timedResults,
    firstResultAt,
    lastResultAt,
    elapsed: elapsedMs === null ? null : Math.round(elapsedMs / 1000),
    elapsedMs,
  }
}
