import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { MatrixRow } from '@testplanit/api/domains/runs/schemas'
import { asc, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Handler } from '../../pipeline/handler.ts'
import type { Reader } from '../../platform/database/database.ts'
import { cappedCount, type Order, page } from '../../platform/database/page.ts'
import { isoTime } from '../../platform/database/time.ts'
import { cases } from '../cases/tables.ts'
import { configurations } from '../configurations/tables.ts'
import { runCasesWhere, runCasesWithCases } from './queries.ts'
import { runCases, runConfigurations } from './tables.ts'

const cells = sql<z.infer<typeof MatrixRow>['cells']>`(
  select json_agg(json_build_object('runCaseId', c.id, 'configurationId', c.configuration_id, 'assignedTo', c.assigned_to,
                                    'status', c.status, 'executedAt', ${isoTime(sql`c.executed_at`)}) order by k.position, c.id)
    from run_cases c left join run_configurations k on k.run_id = c.run_id and k.configuration_id = c.configuration_id
   where c.run_id = ${runCases.runId} and c.case_id = ${runCases.caseId}
     and c.parameter_row is not distinct from ${runCases.parameterRow})`

const columns = {
  id: runCases.id,
  order: runCases.order,
  repositoryCaseId: runCases.caseId,
  parameterRow: runCases.parameterRow,
  parameters: runCases.parameters,
  number: cases.number,
  title: cases.title,
  folderId: cases.folderId,
  caseDeleted: sql<boolean>`${cases.deletedAt} is not null`,
  cells,
}
const select = (db: Reader) =>
  db.select(columns).from(runCases).innerJoin(cases, eq(cases.id, runCases.caseId)).$dynamic()
type Row = Awaited<ReturnType<typeof select>>[number]

/** A case, or a row of it, stands where the first of its run cases stands: that one leads. Found once, not for each. */
const leadsIn = (runId: string) => sql`${runCases.id} in (
  select distinct on (f.case_id, f.parameter_row) f.id from run_cases f
   where f.run_id = ${runId} order by f.case_id, f.parameter_row, f.position, f.id)`
const order: Order<Row> = { id: runCases.id, by: runCases.order, keyOf: (row) => row.order, descending: false }

const hasOne = (runId: string, status: string[]) => sql`(${runCases.caseId}, coalesce(${runCases.parameterRow}, 0)) in (
  select s.case_id, coalesce(s.parameter_row, 0) from run_cases s
   where s.run_id = ${runId} and s.status = any(${`{${status.join()}}`}::text[]))`

export const readMatrix: Handler<typeof operations.matrix> = async ({ input, db }) => {
  const { runId, status, folderId, search } = input
  const [{ data, pagination }, named] = await Promise.all([
    page(input, {
      order,
      where: [
        ...runCasesWhere(runId, { folderId, search }),
        leadsIn(runId),
        status?.length ? hasOne(runId, status) : undefined,
      ],
      rows: ({ where, orderBy, limit, offset }) => select(db).where(where).orderBy(orderBy).limit(limit).offset(offset),
      total: (where) => cappedCount(db, runCasesWithCases, where),
    }),
    db
      .select({ id: configurations.id, name: configurations.name })
      .from(runConfigurations)
      .innerJoin(configurations, eq(configurations.id, runConfigurations.configurationId))
      .where(eq(runConfigurations.runId, runId))
      .orderBy(asc(runConfigurations.order)),
  ])
  return { configurations: named, data: data.map(({ id: _, order: __, ...row }) => row), pagination }
}
