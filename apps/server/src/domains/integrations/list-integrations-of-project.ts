import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import { eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { projectIntegrationColumns } from './answers.ts'
import { integrations, projectIntegrations } from './tables.ts'

export const listIntegrationsOfProject: Handler<typeof operations.listOfProject> = async ({ input, db }) => {
  const { id, projectId, integrationId, deletedAt } = projectIntegrations
  const { data, pagination } = await page(input, {
    order: { id, descending: true },
    where: [eq(projectId, input.projectId), isNull(deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select(projectIntegrationColumns)
        .from(projectIntegrations)
        .innerJoin(integrations, eq(integrations.id, integrationId))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, projectIntegrations, where),
  })
  return { data: data.map(answer), pagination }
}
