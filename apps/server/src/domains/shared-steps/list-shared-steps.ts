import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import { eq, ilike, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page, sortedBy } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { sharedStepsColumns, sharedStepsOf } from './answers.ts'
import { sharedSteps } from './tables.ts'

export const listSharedSteps: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, search, sort } = input
  const { data, pagination } = await page<Parameters<typeof sharedStepsOf>[0]>(input, {
    order: sortedBy(sharedSteps, sort),
    where: [
      eq(sharedSteps.projectId, projectId),
      isNull(sharedSteps.deletedAt),
      search ? ilike(sharedSteps.name, contains(search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(sharedStepsColumns).from(sharedSteps).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, sharedSteps, where),
  })
  return { data: data.map(sharedStepsOf), pagination }
}
