import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { notFound } from '@testplanit/api/errors'
import { and, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf, idsOf, newId } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { runs } from '../runs/tables.ts'
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
  const emptied = await tx
    .update(runs)
    .set({ milestoneId: null, updatedAt: sql`now()`, updatedBy: actor.id, version: sql`${runs.version} + 1` })
    .where(and(sql`${runs.milestoneId} = ${anyOf(deleted.map(({ id }) => id))}`, isNull(runs.deletedAt)))
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
