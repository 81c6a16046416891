import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import { eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { readableProjects } from '../members/queries.ts'
import { configurations } from './tables.ts'

export const listConfigurations: Handler<typeof operations.list> = async ({ input, actor, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: configurations.id, descending: true },
    where: [
      isNull(configurations.deletedAt),
      sql`${configurations.projectId} in ${readableProjects(actor.id, 'configurations')}`,
      input.projectId ? eq(configurations.projectId, input.projectId) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(configurations).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, configurations, where),
  })
  return { data: data.map(answer), pagination }
}
