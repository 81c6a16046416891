import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { eq, ilike, isNull, or } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { contains } from '../../platform/database/text.ts'
import { ofReadable } from '../members/access.ts'
import { pageOfIssues } from './queries.ts'
import { issues } from './tables.ts'

export const listIssues: Handler<typeof operations.list> = async ({ input, actor, db }) => {
  const { projectId, integrationId, assignedTo, search, isDeleted } = input
  const speaksOf = (text: string) =>
    or(...[issues.name, issues.title, issues.externalId].map((column) => ilike(column, contains(text))))
  return pageOfIssues(db, input, [
    ofReadable(issues.projectId, actor.id, 'issues', projectId),
    integrationId ? eq(issues.integrationId, integrationId) : undefined,
    assignedTo ? eq(issues.assignedTo, assignedTo) : undefined,
    search ? speaksOf(search) : undefined,
    isDeleted ? undefined : isNull(issues.deletedAt),
  ])
}
