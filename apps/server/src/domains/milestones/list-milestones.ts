import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { eq, isNotNull, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { milestones } from './tables.ts'

export const listMilestones: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, parentId, completed } = input
  const { data, pagination } = await page(input, {
    order: { id: milestones.id, descending: true },
    where: [
      eq(milestones.projectId, projectId),
      isNull(milestones.deletedAt),
      parentId ? eq(milestones.parentId, parentId) : undefined,
      completed === undefined
        ? undefined
        : completed
          ? isNotNull(milestones.completedAt)
          : isNull(milestones.completedAt),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(milestones).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, milestones, where),
  })
  return { data: data.map(answer), pagination }
}
