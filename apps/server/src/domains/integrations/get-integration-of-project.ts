import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readProjectIntegration } from './queries.ts'

export const getIntegrationOfProject: Handler<typeof operations.getOfProject> = ({ input, db }) =>
  readProjectIntegration(db, { projectId: input.projectId, id: input.projectIntegrationId })
