import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { configurations } from './tables.ts'

export const deleteConfiguration: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('configuration', await remove(tx, configurations, input.configurationId, actor))
}
