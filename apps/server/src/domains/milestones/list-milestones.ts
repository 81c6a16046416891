import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { eq, isNotNull, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { milestones } from './tables.ts'

export const listMilestones: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, parentId, completed } = input
  return listLiving(db, milestones, input, {
    where: [
      eq(milestones.projectId, projectId),
      parentId ? eq(milestones.parentId, parentId) : undefined,
      completed === undefined
        ? undefined
        : completed
          ? isNotNull(milestones.completedAt)
          : isNull(milestones.completedAt),
    ],
    as: answer,
  })
}
