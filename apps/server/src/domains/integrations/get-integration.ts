import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { integrationOf } from './answers.ts'
import { integrations } from './tables.ts'

export const getIntegration: Handler<typeof operations.get> = async ({ input, db }) =>
  integrationOf(await readLiving(db, integrations, input.integrationId))
