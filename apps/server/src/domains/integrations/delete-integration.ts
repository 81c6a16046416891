import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import { and, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { idsOf } from '../../platform/database/ids.ts'
import { integrations, projectIntegrations } from './tables.ts'

/** It stops to work in every project under one deletion. Issues that came by it stay as they are. */
export const deleteIntegration: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const integration = await remove(tx, integrations, input.integrationId, actor)
  const { deletedAt, deletionId, updatedAt, updatedBy } = integration
  const unassigned = await tx
    .update(projectIntegrations)
    .set({ deletedAt, deletionId, updatedAt, updatedBy })
    .where(and(eq(projectIntegrations.integrationId, integration.id), isNull(projectIntegrations.deletedAt)))
    .returning({ id: projectIntegrations.id })
  record.deleted('integration', integration, { beneath: unassigned.length, beneathIds: idsOf(unassigned) })
}
