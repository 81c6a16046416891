import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { deleted, living, richText, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { configurations } from '../configurations/tables.ts'
import { milestones } from '../milestones/tables.ts'
import { projects } from '../projects/tables.ts'
import { templates } from '../templates/tables.ts'
import { users } from '../users/tables.ts'

/** What the results of a session hold together: kept on the session, in the transaction that records one. */
const sums = () => ({
  durationMs: bigint({ mode: 'number' }).notNull().default(0),
  bug: integer().notNull().default(0),
  question: integer().notNull().default(0),
  idea: integer().notNull().default(0),
  risk: integer().notNull().default(0),
  note: integer().notNull().default(0),
})

/** Exploring with a mission and a time box. */
export const sessions = pgTable(
  'sessions',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    templateId: uuid().references(() => templates.id),
    milestoneId: uuid().references(() => milestones.id),
    configurationId: uuid().references(() => configurations.id),
    assignedTo: uuid().references(() => users.id),
    name: text().notNull(),
    /** The mission. */
    description: richText(),
    /** The time box, in seconds. */
    estimate: integer(),
    status: text({ enum: ['ACTIVE', 'COMPLETED', 'CANCELLED'] })
      .notNull()
      .default('ACTIVE'),
    completedAt: time(),
    ...sums(),
  },
  (t) => [
    index('sessions_of_project').on(t.projectId, t.id).where(living),
    index('sessions_by_name').on(t.projectId, t.name, t.id).where(living),
    index('sessions_by_change').on(t.projectId, t.updatedAt, t.id).where(living),
    index('sessions_of_milestone').on(t.milestoneId, t.id).where(sql`milestone_id is not null`),
    index('sessions_of_configuration').on(t.configurationId).where(sql`configuration_id is not null`),
    index('sessions_of_deletion').on(t.deletionId).where(deleted),
    index('sessions_of_assignee').on(t.assignedTo, t.id).where(living),
    check('sessions_status', sql`${t.status} in ('ACTIVE', 'COMPLETED', 'CANCELLED')`),
  ],
)

/** What was seen in a session, never changed. */
export const sessionResults = pgTable(
  'session_results',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    notes: richText(),
    durationMs: bigint({ mode: 'number' }),
  },
  (t) => [index('session_results_of_session').on(t.sessionId, t.id)],
)

export const findings = pgTable(
  'findings',
  {
    id: uuid().primaryKey(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    sessionResultId: uuid()
      .notNull()
      .references(() => sessionResults.id),
    order: integer('position').notNull(),
    type: text({ enum: ['BUG', 'QUESTION', 'IDEA', 'RISK', 'NOTE'] }).notNull(),
    title: text().notNull(),
    description: richText(),
    severity: text({ enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
  },
  (t) => [
    index('findings_of_result').on(t.sessionResultId, t.order),
    index('findings_of_session').on(t.sessionId, t.id),
    check('findings_type', sql`${t.type} in ('BUG', 'QUESTION', 'IDEA', 'RISK', 'NOTE')`),
    check('findings_severity', sql`${t.severity} in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`),
  ],
)
