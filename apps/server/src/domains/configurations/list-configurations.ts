import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { ofReadable } from '../members/access.ts'
import { configurations } from './tables.ts'

export const listConfigurations: Handler<typeof operations.list> = async ({ input, actor, db }) =>
  listLiving(db, configurations, input, {
    where: [ofReadable(configurations.projectId, actor.id, 'configurations', input.projectId)],
    as: answer,
  })
