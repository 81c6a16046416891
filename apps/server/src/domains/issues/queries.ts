import { grants, subjects } from '@testplanit/api/access'
import type { Page, Paging } from '@testplanit/api/common/page'
import type { Priority } from '@testplanit/api/domains/cases/schemas'
import type { IssueSubject, ListedIssue } from '@testplanit/api/domains/issues/schemas'
import { eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Reader } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page, rowsOf, type Sort, sortedBy } from '../../platform/database/page.ts'
import { cases } from '../cases/tables.ts'
import { results } from '../results/tables.ts'
import { runs } from '../runs/tables.ts'
import { sessions } from '../sessions/tables.ts'
import { linkColumns } from './answers.ts'
import { issueLinks, issues } from './tables.ts'

/** The field of a link's row that names what it touches, for each type. */
export const subjectFields = {
  testCase: 'caseId',
  testRun: 'runId',
  session: 'sessionId',
  testRunResult: 'resultId',
} as const satisfies Record<IssueSubject, keyof typeof issueLinks.$inferSelect>

/** Links with what they touch: for `linkColumns`. */
export const selectLinks = (db: Reader) =>
  db
    .select(linkColumns)
    .from(issueLinks)
    .leftJoin(cases, eq(cases.id, issueLinks.caseId))
    .leftJoin(runs, eq(runs.id, issueLinks.runId))
    .leftJoin(sessions, eq(sessions.id, issueLinks.sessionId))
    .leftJoin(results, eq(results.id, issueLinks.resultId))
    .$dynamic()

/** The relation that `selectLinks` reads. */
export const joinedLinks = sql`${issueLinks}
  left join ${cases} on ${cases.id} = ${issueLinks.caseId}
  left join ${runs} on ${runs.id} = ${issueLinks.runId}
  left join ${sessions} on ${sessions.id} = ${issueLinks.sessionId}`

/** Whether a link is of that type, and what it touches lives: a result with its run, whatever became of its case. */
const touches: Record<IssueSubject, SQL> = {
  testCase: sql`(${issueLinks.resultId} is null and ${cases.id} is not null and ${cases.deletedAt} is null)`,
  testRun: sql`(${issueLinks.resultId} is null and ${runs.id} is not null and ${runs.deletedAt} is null)`,
  session: sql`(${sessions.id} is not null and ${sessions.deletedAt} is null)`,
  testRunResult: sql`(${issueLinks.resultId} is not null and ${runs.deletedAt} is null)`,
}

/** The condition on links that the caller may read what they touch, and that it lives. */
export function touchesReadable(actor: Actor): SQL {
  const types = (Object.keys(touches) as IssueSubject[]).filter((type) =>
    grants(actor.grants, subjects[type].area, 'read'),
  )
  return or(...types.map((type) => touches[type])) ?? sql`false`
}

type Filters = Paging & {
  status?: ListedIssue['status'][] | undefined
  priority?: Priority[] | undefined
  severity?: Priority[] | undefined
  sort?: Sort<typeof issues>
}

/** One page of issues under these conditions, and those of the filters that all lists of issues have. */
export async function pageOfIssues(db: Reader, input: Filters, where: (SQL | undefined)[]): Promise<Page<ListedIssue>> {
  const { status, priority, severity, sort = '-createdAt' } = input
  const { data, pagination } = await page(input, {
    order: sortedBy(issues, sort),
    where: [
      ...where,
      status?.length ? inArray(issues.status, status) : undefined,
      priority?.length ? inArray(issues.priority, priority) : undefined,
      severity?.length ? inArray(issues.severity, severity) : undefined,
    ],
    rows: (slice) => rowsOf(db, issues, slice),
    total: (condition) => cappedCount(db, issues, condition),
  })
  return { data: data.map(answer), pagination }
}
