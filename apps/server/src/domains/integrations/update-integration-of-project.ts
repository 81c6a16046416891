import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { readProjectIntegration } from './queries.ts'
import { projectIntegrations } from './tables.ts'

export const updateIntegrationOfProject: Handler<typeof operations.updateOfProject> = async ({
  input: { projectIntegrationId: id, expectedVersion, config },
  actor,
  tx,
  record,
}) => {
  const { before, after } = await change(tx, projectIntegrations, { id, changes: { config }, expectedVersion }, actor)
  record.updated('projectIntegration', before, after)
  return readProjectIntegration(tx, after)
}
