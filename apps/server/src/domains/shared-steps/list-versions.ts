import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import type { SharedStepsVersion } from '@testplanit/api/domains/shared-steps/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { sharedStepVersions } from './tables.ts'

export const listVersions: Handler<typeof operations.listVersions> = async ({ input, db }) => {
  const { sharedStepId } = input
  const all = sql`(
    select version, updated_at as created_at, updated_by as created_by, name, steps
      from shared_steps where id = ${sharedStepId}
    union all
    select version, created_at, created_by, name, steps from shared_step_versions where shared_step_id = ${sharedStepId}
  ) shared_step_versions`
  const { data, pagination } = await page<SharedStepsVersion & { id: number }>(input, {
    order: { id: sharedStepVersions.version, descending: true },
    where: [],
    rows: ({ where = sql`true`, orderBy, limit, offset }) =>
      db.execute<SharedStepsVersion & { id: number }>(sql`
        select version as id, version, created_at as "createdAt", created_by as "createdBy", name, steps
          from ${all} where ${where} order by ${orderBy} limit ${limit} offset ${offset}`),
    total: (where) => cappedCount(db, all, where),
  })
  return { data: data.map(({ id: _, ...version }) => version), pagination }
}
