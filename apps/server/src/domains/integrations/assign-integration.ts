import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import { invalid } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { readProjectIntegration } from './queries.ts'
import { integrations, projectIntegrations } from './tables.ts'

/** Whoever puts it to work in a project lets those in it use its credentials: it takes who may know of it. */
export const assignIntegration: Handler<typeof operations.assign> = async ({ input, actor, tx, record }) => {
  if (actor.systemAccess !== 'ADMIN')
    throw invalid({ field: 'integrationId', message: 'names no integration that you may assign: administrators may' })
  await lockLiving(tx, integrations, input.integrationId, 'integrationId')
  const row = await insert(tx, projectIntegrations, input, actor)
  record.created('projectIntegration', row)
  return readProjectIntegration(tx, row)
}
