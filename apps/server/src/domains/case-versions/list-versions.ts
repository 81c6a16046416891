import type { caseVersions as operations } from '@testplanit/api/domains/case-versions/operations'
import type { ListedCaseVersion } from '@testplanit/api/domains/case-versions/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { versionColumns } from './answers.ts'
import { madeBy } from './queries.ts'
import { caseVersions } from './tables.ts'

type Row = ListedCaseVersion & { id: number }

export const listVersions: Handler<typeof operations.list> = async ({ input, db }) => {
  const { caseId } = input
  const all = sql`(
    select version from cases where id = ${caseId} union all select version from case_versions where case_id = ${caseId}
  ) case_versions`
  const { data, pagination } = await page<Row>(input, {
    order: { id: caseVersions.version, descending: true },
    where: [],
    rows: ({ where = sql`true`, orderBy, limit, offset }) =>
      db.execute<Row & Record<string, unknown>>(sql`
        select v.version as id, ${versionColumns}
          from (select version from ${all} where ${where} order by ${orderBy} limit ${limit} offset ${offset}) v
          ${madeBy(caseId)}
         order by v.version desc`),
    total: (where) => cappedCount(db, all, where),
  })
  return { data: data.map(({ id: _, ...version }) => version), pagination }
}
