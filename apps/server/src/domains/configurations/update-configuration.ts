import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { configurations } from './tables.ts'

export const updateConfiguration: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { configurationId: id, expectedVersion, ...changes } = input
  const { before, after } = await change(tx, configurations, { id, changes, expectedVersion }, actor)
  record.updated('configuration', before, after)
  return answer(after)
}
