import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import { ilike, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { listLiving } from '../../platform/database/entities.ts'
import { contains } from '../../platform/database/text.ts'
import { readableProjects } from '../members/access.ts'
import { projectOf } from './answers.ts'
import { projects } from './tables.ts'

export const listProjects: Handler<typeof operations.list> = async ({ input, actor, db }) =>
  listLiving(db, projects, input, {
    where: [
      sql`${projects.id} in ${readableProjects(actor.id, 'project')}`,
      input.search ? ilike(projects.name, contains(input.search)) : undefined,
    ],
    as: projectOf,
  })
