import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { pageOfIssues, subjectFields } from './queries.ts'
import { issueLinks, issues } from './tables.ts'

/** A result's link names its case and its run: theirs are found with them. */
export const listIssuesOf: Handler<typeof operations.listOf> = async ({ input, db }) =>
  pageOfIssues(db, input, [
    sql`${issues.id} in (
      select ${issueLinks.issueId} from ${issueLinks} where ${issueLinks[subjectFields[input.entityType]]} = ${input.entityId})`,
    isNull(issues.deletedAt),
  ])
