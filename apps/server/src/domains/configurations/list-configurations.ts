import type { configurations as operations } from '@testplanit/api/domains/configurations/operations'
import { eq, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { readableProjects } from '../members/access.ts'
import { configurations } from './tables.ts'

export const listConfigurations: Handler<typeof operations.list> = async ({ input, actor, db }) =>
  listLiving(db, configurations, input, {
    where: [
      sql`${configurations.projectId} in ${readableProjects(actor.id, 'configurations')}`,
      input.projectId ? eq(configurations.projectId, input.projectId) : undefined,
    ],
    as: answer,
  })
