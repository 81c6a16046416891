import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, readLiving } from '../../platform/database/entities.ts'
import { configurations } from './tables.ts'

export const getConfiguration: Handler<typeof operations.get> = async ({ input, db }) =>
  answer(await readLiving(db, configurations, input.configurationId))
