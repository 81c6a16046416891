import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { projectIntegrations } from './tables.ts'

export const unassignIntegration: Handler<typeof operations.unassign> = async ({ input, actor, tx, record }) => {
  record.deleted('projectIntegration', await remove(tx, projectIntegrations, input.projectIntegrationId, actor))
}
