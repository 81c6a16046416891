import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { configurations } from './tables.ts'

export const createConfiguration: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const configuration = await insert(tx, configurations, input, actor)
  record.created('configuration', configuration)
  return answer(configuration)
}
