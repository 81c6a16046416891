import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf, idsOf, newId } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { milestones } from './tables.ts'

/** With those beneath it. Their runs and plans stay, without a milestone. */
export const deleteMilestone: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const deletionId = newId()
  await lock(tx, 'milestones', actor.projectId)
  const deleted = await tx
    .update(milestones)
    .set({ deletedAt: sql`now()`, deletionId, updatedAt: sql`now()`, updatedBy: actor.id })
    .where(sql`${milestones.id} in ${subtreeOf(milestones, input.milestoneId)}`)
    .returning()
  const milestone = deleted.find(({ id }) => id === input.milestoneId.toLowerCase())
  if (!milestone) throw notFound('milestone')
  const named = sql`where milestone_id = ${anyOf(deleted.map(({ id }) => id))} order by id for no key update`
  const without = sql`milestone_id = null, updated_at = now(), updated_by = ${actor.id}::uuid`
  const all = sql`coalesce(json_agg(json_build_object('id', id, 'milestoneId', milestone_id)), '[]')`
  const [parted] = await tx.execute<Record<'runs' | 'plans', { id: string; milestoneId: string }[]>>(sql`
    with of_runs as (select id, milestone_id from runs ${named}), of_plans as (select id, milestone_id from plans ${named}),
    without_runs as (update runs set ${without}, version = runs.version + 1 from of_runs where runs.id = of_runs.id),
    without_plans as (update plans set ${without}, version = plans.version + 1 from of_plans where plans.id = of_plans.id)
    select (select ${all} from of_runs) as runs, (select ${all} from of_plans) as plans`)
  const { runs = [], plans = [] } = parted ?? {}
  const beneath = deleted.filter((one) => one !== milestone)
  record.deleted(
    'milestone',
    milestone,
    {
      deletionId,
      beneath: beneath.length,
      beneathIds: idsOf(beneath),
      runs: runs.length,
      runIds: idsOf(runs),
      plans: plans.length,
      planIds: idsOf(plans),
    },
    { runs, plans },
  )
}
