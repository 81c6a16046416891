import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { conflict } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { milestones } from './tables.ts'

export const updateMilestone: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { milestoneId: id, expectedVersion, ...changes } = input
  if (changes.completedAt !== undefined) actor.must('milestones', 'close')
  const { parentId } = changes
  const { before, after } = await change(
    tx,
    milestones,
    { id, changes, expectedVersion, lockTree: Boolean(parentId), check: () => assertNoCircle(tx, id, parentId) },
    actor,
  )
  record.updated('milestone', before, after)
  if (after.completedAt && !before.completedAt) record.event('milestone.completed', after)
  return answer(after)
}

/** Throws CONFLICT where the new parent is the milestone itself or beneath it. */
async function assertNoCircle(tx: Writer, id: string, parentId: string | null | undefined): Promise<undefined> {
  if (!parentId) return
  const [circle] = await tx.execute(sql`
    with recursive above as (
      select id, parent_id from milestones where id = ${parentId}
      union select m.id, m.parent_id from milestones m join above on m.id = above.parent_id
    ) select 1 from above where id = ${id}`)
  if (circle) throw conflict('A milestone cannot stand beneath itself.', 'parentId')
}
