import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import { eq, ilike } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { listLiving } from '../../platform/database/entities.ts'
import { contains } from '../../platform/database/text.ts'
import { integrationOf } from './answers.ts'
import { integrations } from './tables.ts'

export const listIntegrations: Handler<typeof operations.list> = async ({ input, db }) => {
  const { provider, search } = input
  return listLiving(db, integrations, input, {
    where: [
      provider ? eq(integrations.provider, provider) : undefined,
      search ? ilike(integrations.name, contains(search)) : undefined,
    ],
    as: integrationOf,
  })
}
