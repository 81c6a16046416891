import type { IssueSubject } from '@testplanit/api/domains/issues/schemas'
import { sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import { results } from '../results/tables.ts'
import { runs } from '../runs/tables.ts'
import { sessions } from '../sessions/tables.ts'
import { issueLinks } from './tables.ts'

const { id, createdAt, createdBy, issueId, caseId, runId, sessionId, resultId } = issueLinks
/** What is told of a result alone. */
const ofResult = <T>(value: unknown) => sql<T | null>`case when ${resultId} is not null then ${value} end`

/** The columns of a link, joined with what it touches. */
export const linkColumns = {
  id,
  createdAt,
  createdBy,
  issueId,
  entityType: sql<IssueSubject>`case
    when ${resultId} is not null then 'testRunResult' when ${sessionId} is not null then 'session'
    when ${runId} is not null then 'testRun' else 'testCase' end`,
  entityId: sql<string>`coalesce(${resultId}, ${sessionId}, ${runId}, ${caseId})`,
  title: sql<string>`coalesce(${sessions.name}, ${cases.title}, ${runs.name})`,
  number: cases.number,
  status: sql<string | null>`coalesce(${results.status}, ${sessions.status}, ${runs.status})`,
  runId: ofResult<string>(runId),
  runName: ofResult<string>(runs.name),
  runCaseId: results.runCaseId,
}
