import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { eq, ilike, inArray } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { listLiving } from '../../platform/database/entities.ts'
import { contains } from '../../platform/database/text.ts'
import { listedSessionOf } from './answers.ts'
import { sessions } from './tables.ts'

export const listSessions: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, status, assignedTo, milestoneId, search, sort } = input
  return listLiving(db, sessions, input, {
    sort,
    where: [
      eq(sessions.projectId, projectId),
      status?.length ? inArray(sessions.status, status) : undefined,
      assignedTo ? eq(sessions.assignedTo, assignedTo) : undefined,
      milestoneId ? eq(sessions.milestoneId, milestoneId) : undefined,
      search ? ilike(sessions.name, contains(search)) : undefined,
    ],
    as: listedSessionOf,
  })
}
