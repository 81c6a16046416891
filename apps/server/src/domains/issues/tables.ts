import { sql } from 'drizzle-orm'
import { check, index, pgSequence, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deleted, living, richText, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { cases } from '../cases/tables.ts'
import { integrations } from '../integrations/tables.ts'
import { projects } from '../projects/tables.ts'
import { results } from '../results/tables.ts'
import { runs } from '../runs/tables.ts'
import { findings, sessions } from '../sessions/tables.ts'
import { users } from '../users/tables.ts'

/** Of the names that the installation makes itself: ISSUE-12. */
export const issueNumbers = pgSequence('issue_numbers')

export const issues = pgTable(
  'issues',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    integrationId: uuid().references(() => integrations.id),
    /** The finding of a session that it was made of. */
    findingId: uuid().references(() => findings.id),
    assignedTo: uuid().references(() => users.id),
    /** The short key. */
    name: text().notNull().default(sql`'ISSUE-' || nextval('issue_numbers')`),
    title: text().notNull(),
    description: richText(),
    status: text({ enum: ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'] })
      .notNull()
      .default('OPEN'),
    priority: text({ enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
    severity: text({ enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
    externalId: text(),
    externalUrl: text(),
  },
  (t) => [
    index('issues_of_project').on(t.projectId, t.id),
    index('issues_of_project_by_change').on(t.projectId, t.updatedAt, t.id),
    index('issues_by_change').on(t.updatedAt, t.id),
    index('issues_of_deletion').on(t.deletionId).where(deleted),
    index('issues_of_assignee').on(t.assignedTo, t.id),
    uniqueIndex('issues_name_taken').on(t.projectId, sql`lower(${t.name})`).where(living),
    index('issues_of_integration').on(t.integrationId, t.id),
    uniqueIndex('issues_external_id_taken')
      .on(t.projectId, t.integrationId, t.externalId)
      .where(sql`integration_id is not null and external_id is not null and deleted_at is null`),
    index('issues_of_finding').on(t.findingId).where(sql`finding_id is not null`),
    uniqueIndex('issues_finding_taken').on(t.findingId).where(sql`finding_id is not null and deleted_at is null`),
    check('issues_status', sql`${t.status} in ('OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED')`),
    check('issues_priority', sql`${t.priority} in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`),
    check('issues_severity', sql`${t.severity} in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`),
  ],
)

/** What an issue touches: a case, a run or a session; or a result, beside which its case and its run are named. */
export const issueLinks = pgTable(
  'issue_links',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    issueId: uuid()
      .notNull()
      .references(() => issues.id),
    caseId: uuid().references(() => cases.id),
    runId: uuid().references(() => runs.id),
    sessionId: uuid().references(() => sessions.id),
    resultId: uuid().references(() => results.id),
  },
  (t) => [
    unique('issue_links_link_taken').on(t.issueId, t.caseId, t.runId, t.sessionId, t.resultId).nullsNotDistinct(),
    index('issue_links_of_case').on(t.caseId).where(sql`case_id is not null`),
    index('issue_links_of_run').on(t.runId).where(sql`run_id is not null`),
    index('issue_links_of_session').on(t.sessionId).where(sql`session_id is not null`),
    index('issue_links_of_result').on(t.resultId).where(sql`result_id is not null`),
    check(
      'issue_links_one',
      sql`num_nonnulls(${t.caseId}, ${t.runId}, ${t.sessionId}) = case when ${t.resultId} is null then 1 else 2 end`,
    ),
    check('issue_links_result', sql`${t.resultId} is null or ${t.sessionId} is null`),
  ],
)
