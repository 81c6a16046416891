import type { results as operations } from '@testplanit/api/domains/results/operations'
import { eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { runCases, runs } from '../runs/tables.ts'
import { users } from '../users/tables.ts'
import { resultColumns, resultOf } from './answers.ts'
import { results } from './tables.ts'

export const listResultsOfCase: Handler<typeof operations.ofCase> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: results.id, descending: true },
    where: [eq(results.caseId, input.caseId), isNull(runs.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ ...resultColumns, runName: runs.name, userName: users.name, parameters: runCases.parameters })
        .from(results)
        .innerJoin(runs, eq(runs.id, results.runId))
        .innerJoin(runCases, eq(runCases.id, results.runCaseId))
        .leftJoin(users, eq(users.id, results.createdBy))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, sql`${results} join ${runs} on ${runs.id} = ${results.runId}`, where),
  })
  return {
    data: data.map(({ runName, userName, parameters, ...row }) => ({
      ...resultOf(row),
      runName,
      userName,
      parameters,
    })),
    pagination,
  }
}
