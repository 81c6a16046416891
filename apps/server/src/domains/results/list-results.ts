import type { results as operations } from '@testplanit/api/domains/results/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { resultColumns, resultOf } from './answers.ts'
import { results } from './tables.ts'

/** By a repository case's id: of all its run cases in this run. */
export const listResults: Handler<typeof operations.list> = async ({ input, db }) => {
  const { runId, caseId } = input
  const runCases = sql`(
    select id from run_cases where run_id = ${runId} and id = ${caseId}
    union all select id from run_cases where run_id = ${runId} and case_id = ${caseId})`
  const { data, pagination } = await page(input, {
    order: { id: results.id, descending: true },
    where: [sql`${results.runCaseId} in ${runCases}`],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(resultColumns).from(results).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, results, where),
  })
  if (!data.length && !(await db.execute(runCases)).length) throw notFound('case in this run')
  return { data: data.map(resultOf), pagination }
}
