import type { Plan } from '@testplanit/api/domains/plans/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { plans } from './tables.ts'

export type PlanRow = typeof plans.$inferSelect
type Sums = Pick<Plan, 'runs' | 'counts' | 'openCases'>

const sums = sql<Sums>`(
  select json_build_object(
           'runs', json_build_object(
             'active', count(*) filter (where r.status = 'ACTIVE'),
             'completed', count(*) filter (where r.status = 'COMPLETED'),
             'cancelled', count(*) filter (where r.status = 'CANCELLED')),
           'counts', json_build_object(
             'notStarted', coalesce(sum(r.not_started), 0), 'inProgress', coalesce(sum(r.in_progress), 0),
             'passed', coalesce(sum(r.passed), 0), 'failed', coalesce(sum(r.failed), 0),
             'blocked', coalesce(sum(r.blocked), 0), 'skipped', coalesce(sum(r.skipped), 0)),
           'openCases', coalesce(sum(r.not_started + r.in_progress) filter (where r.status = 'ACTIVE'), 0))
    from runs r where r.plan_id = plans.id and r.deleted_at is null)`

/** The columns of a plan with the sums of its living runs: for `planOf`. */
export const planColumns = { ...getTableColumns(plans), sums }

/** A plan as the API answers it. */
export const planOf = ({ sums, ...row }: PlanRow & { sums: Sums }): Plan => ({ ...answer(row), ...sums })
