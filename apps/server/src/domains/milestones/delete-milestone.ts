import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { notFound } from '@testplanit/api/errors'
import { and, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { idsOf, newId } from '../../platform/database/ids.ts'
import { runs } from '../runs/tables.ts'
import { lockMilestones } from './queries.ts'
import { milestones } from './tables.ts'

/** With those beneath it. Their runs stay, without a milestone. */
export const deleteMilestone: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const deletionId = newId()
  await lockMilestones(tx, actor.projectId)
  const deleted = await tx
    .update(milestones)
    .set({ deletedAt: sql`now()`, deletionId, updatedAt: sql`now()`, updatedBy: actor.id })
    .where(
      sql`${milestones.id} in (
        with recursive beneath as (
          select id from milestones where id = ${input.milestoneId} and deleted_at is null
          union all select m.id from milestones m join beneath b on m.parent_id = b.id where m.deleted_at is null
        ) select id from beneath)`,
    )
    .returning()
  const milestone = deleted.find(({ id }) => id === input.milestoneId.toLowerCase())
  if (!milestone) throw notFound('milestone')
  const emptied = await tx
    .update(runs)
    .set({ milestoneId: null, updatedAt: sql`now()`, updatedBy: actor.id, version: sql`${runs.version} + 1` })
    .where(
      and(sql`${runs.milestoneId} = any(${`{${deleted.map(({ id }) => id).join()}}`}::uuid[])`, isNull(runs.deletedAt)),
    )
    .returning({ id: runs.id })
  const beneath = deleted.filter((one) => one !== milestone)
  record.deleted('milestone', milestone, {
    deletionId,
    beneath: beneath.length,
    beneathIds: idsOf(beneath),
    runs: emptied.length,
    runIds: idsOf(emptied),
  })
}
