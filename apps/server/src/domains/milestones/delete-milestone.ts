import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { milestones } from './tables.ts'

export const deleteMilestone: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const beneath = await tx.execute<{ id: string }>(sql`
    with recursive beneath as (
      select id from milestones where id = ${input.milestoneId} and deleted_at is null
      union all select m.id from milestones m join beneath b on m.parent_id = b.id where m.deleted_at is null
    ) select id from beneath`)
  const deleted = await remove(
    tx,
    milestones,
    beneath.map(({ id }) => id),
    actor,
  )
  const milestone = deleted.find(({ id }) => id === input.milestoneId)
  if (!milestone) throw notFound('milestone')
  record.deleted('milestone', milestone)
}
