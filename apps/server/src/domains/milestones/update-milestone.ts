import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { conflict, invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { lockMilestones } from './queries.ts'
import { milestones } from './tables.ts'

export const updateMilestone: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { milestoneId: id, expectedVersion, ...changes } = input
  const { completedAt, parentId } = changes
  if (parentId) await lockMilestones(tx, actor.projectId)
  const check = async (is: Milestone) => {
    if (completedAt !== undefined && !isSameTime(completedAt, is.completedAt)) actor.must('milestones', 'close')
    if (parentId && parentId.toLowerCase() !== is.parentId) await assertPlace(tx, id, parentId)
    return undefined
  }
  const { before, after } = await change(tx, milestones, { id, changes, expectedVersion, check }, actor)
  record.updated('milestone', before, after)
  if (after.completedAt && !before.completedAt) record.event('milestone.completed', after)
  return answer(after)
}

type Milestone = typeof milestones.$inferSelect

const isSameTime = (a: string | null, b: string | null) =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b))

/** Throws VALIDATION_ERROR where the new parent lives no more, CONFLICT where it is the milestone itself or beneath it. */
async function assertPlace(tx: Writer, id: string, parentId: string): Promise<void> {
  const above = await tx.execute<{ id: string; isDeleted: boolean }>(sql`
    with recursive above as (
      select id, parent_id, deleted_at from milestones where id = ${parentId}
      union select m.id, m.parent_id, m.deleted_at from milestones m join above on m.id = above.parent_id
    ) select id, deleted_at is not null as "isDeleted" from above`)
  const parent = above.find((one) => one.id === parentId.toLowerCase())
  if (!parent || parent.isDeleted) throw invalid({ field: 'parentId', message: 'names no milestone that exists here' })
  if (above.some((one) => one.id === id.toLowerCase()))
    throw conflict('A milestone cannot stand beneath itself.', 'parentId')
}
