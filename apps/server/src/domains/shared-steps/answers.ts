import type { SharedSteps } from '@testplanit/api/domains/shared-steps/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { sharedSteps } from './tables.ts'

type Row = typeof sharedSteps.$inferSelect & Pick<SharedSteps, 'caseCount'>

/** The columns of shared steps: for `sharedStepsOf`. */
export const sharedStepsColumns = {
  ...getTableColumns(sharedSteps),
  caseCount: sql<number>`(
    select count(distinct s.case_id)::int from steps s join cases c on c.id = s.case_id and c.deleted_at is null
     where s.shared_step_id = shared_steps.id and s.removed_at is null)`,
}

/** Shared steps as the API answers them. */
export const sharedStepsOf = (row: Row): SharedSteps => answer(row)
