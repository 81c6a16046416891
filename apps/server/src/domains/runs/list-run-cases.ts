import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { eq, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Reader } from '../../platform/database/database.ts'
import { cappedCount, type Order, page } from '../../platform/database/page.ts'
import { isoTime, seconds } from '../../platform/database/time.ts'
import { cases } from '../cases/tables.ts'
import { runCasesWhere, runCasesWithCases } from './queries.ts'
import { runCases } from './tables.ts'

/** Never null, as a page's key must be: those not executed yet come last. */
const lastExecuted = sql`coalesce(${isoTime(sql`${runCases.executedAt}`)}, '')`

const columns = {
  id: runCases.id,
  repositoryCaseId: runCases.caseId,
  configurationId: runCases.configurationId,
  parameterRow: runCases.parameterRow,
  parameters: runCases.parameters,
  assignedTo: runCases.assignedTo,
  status: runCases.status,
  executedAt: runCases.executedAt,
  duration: seconds(runCases.durationMs),
  durationMs: runCases.durationMs,
  number: cases.number,
  title: cases.title,
  priority: cases.priority,
  automationStatus: cases.automationStatus,
  folderId: cases.folderId,
  estimate: cases.estimate,
  flaky: runCases.flaky,
  caseDeleted: sql<boolean>`${cases.deletedAt} is not null`,
  order: runCases.order,
}
const select = (db: Reader) =>
  db.select(columns).from(runCases).innerJoin(cases, eq(cases.id, runCases.caseId)).$dynamic()
type Row = Awaited<ReturnType<typeof select>>[number]

const orders: Record<'folder' | 'number' | '-executedAt', Order<Row>> = {
  folder: { id: runCases.id, by: runCases.order, keyOf: ({ order }) => order, descending: false },
  number: { id: runCases.id, by: cases.number, keyOf: ({ number }) => number, descending: false },
  '-executedAt': {
    id: runCases.id,
    by: lastExecuted,
    keyOf: ({ executedAt }) => executedAt ?? '',
    descending: true,
  },
}

export const listRunCases: Handler<typeof operations.listCases> = async ({ input, db }) => {
  const { runId, sort, limit: _, offset: __, cursor: ___, ...filter } = input
  const { data, pagination } = await page(input, {
    order: orders[sort],
    where: runCasesWhere(runId, filter),
    rows: ({ where, orderBy, limit, offset }) => select(db).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, runCasesWithCases, where),
  })
  return { data: data.map(({ order: _, ...row }) => row), pagination }
}
