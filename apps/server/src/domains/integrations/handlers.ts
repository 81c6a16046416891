import type { Handlers } from '../../pipeline/handler.ts'
import { assignIntegration } from './assign-integration.ts'
import { createIntegration } from './create-integration.ts'
import { deleteIntegration } from './delete-integration.ts'
import { getIntegration } from './get-integration.ts'
import { getIntegrationOfProject } from './get-integration-of-project.ts'
import { listIntegrations } from './list-integrations.ts'
import { listIntegrationsOfProject } from './list-integrations-of-project.ts'
import { unassignIntegration } from './unassign-integration.ts'
import { updateIntegration } from './update-integration.ts'
import { updateIntegrationOfProject } from './update-integration-of-project.ts'

export const integrationsHandlers = {
  list: listIntegrations,
  create: createIntegration,
  get: getIntegration,
  update: updateIntegration,
  delete: deleteIntegration,
  listOfProject: listIntegrationsOfProject,
  assign: assignIntegration,
  getOfProject: getIntegrationOfProject,
  updateOfProject: updateIntegrationOfProject,
  unassign: unassignIntegration,
} satisfies Handlers['integrations']
