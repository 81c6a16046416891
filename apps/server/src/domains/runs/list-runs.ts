import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { eq, ilike, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { listedRunOf, runColumns } from './answers.ts'
import { runs } from './tables.ts'

export const listRuns: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, status, milestoneId, planId, search } = input
  const { data, pagination } = await page(input, {
    order: { id: runs.id, descending: true },
    where: [
      eq(runs.projectId, projectId),
      isNull(runs.deletedAt),
      status ? eq(runs.status, status) : undefined,
      milestoneId ? eq(runs.milestoneId, milestoneId) : undefined,
      planId ? eq(runs.planId, planId) : undefined,
      search ? ilike(runs.name, contains(search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(runColumns).from(runs).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, runs, where),
  })
  return { data: data.map(listedRunOf), pagination }
}
