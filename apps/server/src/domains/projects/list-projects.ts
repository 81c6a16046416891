import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import { ilike, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { readableProjects } from '../members/queries.ts'
import { projectOf } from './queries.ts'
import { projects } from './tables.ts'

export const listProjects: Handler<typeof operations.list> = async ({ input, actor, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: projects.id, descending: true },
    where: [
      isNull(projects.deletedAt),
      sql`${projects.id} in ${readableProjects(actor.id, 'project')}`,
      input.search ? ilike(projects.name, contains(input.search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(projects).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, projects, where),
  })
  return { data: data.map(projectOf), pagination }
}
