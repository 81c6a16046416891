import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { integrationOf } from './answers.ts'
import { integrations } from './tables.ts'
import { sealed } from './writes.ts'

export const createIntegration: Handler<typeof operations.create> = async ({ input, actor, tx, record, platform }) => {
  const { credentials, ...fields } = input
  const integration = await insert(tx, integrations, { ...fields, credentials: sealed(platform, credentials) }, actor)
  record.created('integration', integration)
  return integrationOf(integration)
}
