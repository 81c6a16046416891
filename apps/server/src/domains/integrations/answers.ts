import { getTableColumns } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { integrations, projectIntegrations } from './tables.ts'

/** An integration as the API answers it: without its credentials. */
export function integrationOf({ credentials: _, ...row }: typeof integrations.$inferSelect) {
  return answer(row)
}

/** The columns of an integration at work in a project: for `answer`. */
export const projectIntegrationColumns = {
  ...getTableColumns(projectIntegrations),
  name: integrations.name,
  provider: integrations.provider,
  status: integrations.status,
}
