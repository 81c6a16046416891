import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf, idsOf, newId } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { milestones } from './tables.ts'

/** With those beneath it. Their runs stay, without a milestone. */
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
  const parted = await tx.execute<{ id: string; milestoneId: string }>(sql`
    with parted as (
      select id, milestone_id from runs where milestone_id = ${anyOf(deleted.map(({ id }) => id))} order by id for no key update
    )
    update runs set milestone_id = null, updated_at = now(), updated_by = ${actor.id}, version = runs.version + 1
      from parted where runs.id = parted.id returning runs.id, parted.milestone_id as "milestoneId"`)
  const beneath = deleted.filter((one) => one !== milestone)
  record.deleted(
    'milestone',
    milestone,
    {
      deletionId,
      beneath: beneath.length,
      beneathIds: idsOf(beneath),
      runs: parted.length,
      runIds: idsOf(parted),
    },
    { runs: [...parted] },
  )
}
