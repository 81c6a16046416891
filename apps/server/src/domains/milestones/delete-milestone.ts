import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf, idsOf, newId } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { milestones } from './tables.ts'

/** With those beneath it. Their runs, sessions and plans stay, without a milestone. */
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
  const parted = await part(tx, deleted, actor)
  const beneath = deleted.filter((one) => one !== milestone)
  const further = {
    deletionId,
    beneath: beneath.length,
    beneathIds: idsOf(beneath),
    runs: parted.runs.length,
    runIds: idsOf(parted.runs),
    sessions: parted.sessions.length,
    sessionIds: idsOf(parted.sessions),
    plans: parted.plans.length,
    planIds: idsOf(parted.plans),
  }
  record.deleted('milestone', milestone, further, parted)
}

type Named = 'runs' | 'sessions' | 'plans'

/** Takes runs, sessions and plans off milestones, and says which were at which. */
async function part(tx: Writer, gone: { id: string }[], actor: { id: string }) {
  const ids = anyOf(gone.map(({ id }) => id))
  const partedFrom = (table: Named) => sql`
    update ${sql.raw(table)} t set milestone_id = null, updated_at = now(), updated_by = ${actor.id}, version = t.version + 1
      from (select id, milestone_id from ${sql.raw(table)} where milestone_id = ${ids} order by id for no key update) was
     where t.id = was.id returning t.id, was.milestone_id`
  const parted = await tx.execute<{ id: string; milestoneId: string; of: Named }>(sql`
    with run as (${partedFrom('runs')}), session as (${partedFrom('sessions')}), plan as (${partedFrom('plans')})
    select id, milestone_id as "milestoneId", 'runs' as of from run
    union all select id, milestone_id, 'sessions' from session
    union all select id, milestone_id, 'plans' from plan`)
  const those = (table: Named) =>
    parted.filter(({ of }) => of === table).map(({ id, milestoneId }) => ({ id, milestoneId }))
  return { runs: those('runs'), sessions: those('sessions'), plans: those('plans') }
}
