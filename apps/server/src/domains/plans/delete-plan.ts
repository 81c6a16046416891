import type { plans as operations } from '@testplanit/api/domains/plans/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { idsOf } from '../../platform/database/ids.ts'
import { plans } from './tables.ts'

/** Its runs stay, without a plan. */
export const deletePlan: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const plan = await remove(tx, plans, input.planId, actor)
  const parted = await tx.execute<{ id: string; planId: string }>(sql`
    with parted as (select id, plan_id from runs where plan_id = ${plan.id} order by id for no key update)
    update runs set plan_id = null, updated_at = now(), updated_by = ${actor.id}, version = runs.version + 1
      from parted where runs.id = parted.id returning runs.id, parted.plan_id as "planId"`)
  record.deleted('plan', plan, { runs: parted.length, runIds: idsOf(parted) }, { runs: [...parted] })
}
