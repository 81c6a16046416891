import type { milestones as operations } from '@testplanit/api/domains/milestones/operations'
import { eq, ilike, isNotNull, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { dayOf } from '../../platform/database/time.ts'
import { milestoneOf } from './answers.ts'
import { readWithSums } from './queries.ts'
import { milestones } from './tables.ts'

export const listMilestones: Handler<typeof operations.list> = async ({ input, db, platform }) => {
  const { projectId, parentId, started, completed, search } = input
  const now = platform.now()
  const { data, pagination } = await page(input, {
    order: { id: milestones.id, descending: true },
    where: [
      eq(milestones.projectId, projectId),
      isNull(milestones.deletedAt),
      parentId ? eq(milestones.parentId, parentId) : undefined,
      isAsked(
        started,
        sql`(${milestones.startedAt} is not null or ${milestones.completedAt} is not null
          or coalesce(${milestones.startDate} <= ${dayOf(now)}, false))`,
      ),
      isAsked(completed, isNotNull(milestones.completedAt)),
      search ? ilike(milestones.name, contains(search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      readWithSums(
        db,
        sql`select * from milestones where ${where} order by ${orderBy} limit ${limit} offset ${offset}`,
      ),
    total: (where) => cappedCount(db, milestones, where),
  })
  return { data: data.map((row) => milestoneOf(row, now)), pagination }
}

/** A condition, or its contrary, as a filter asks; nothing where it is not given. */
const isAsked = (wanted: boolean | undefined, condition: SQL) =>
  wanted === undefined ? undefined : wanted ? condition : not(condition)
