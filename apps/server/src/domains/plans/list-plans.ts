import type { plans as operations } from '@testplanit/api/domains/plans/operations'
import { eq, ilike, isNotNull, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { planColumns, planOf } from './answers.ts'
import { plans } from './tables.ts'

export const listPlans: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, milestoneId, completed, search } = input
  const { data, pagination } = await page(input, {
    order: { id: plans.id, descending: true },
    where: [
      eq(plans.projectId, projectId),
      isNull(plans.deletedAt),
      milestoneId ? eq(plans.milestoneId, milestoneId) : undefined,
      completed === undefined ? undefined : (completed ? isNotNull : isNull)(plans.completedAt),
      search ? ilike(plans.name, contains(search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(planColumns).from(plans).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, plans, where),
  })
  return { data: data.map(planOf), pagination }
}
