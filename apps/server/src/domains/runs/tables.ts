import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { deleted, living, richText, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { cases } from '../cases/tables.ts'
import { configurations } from '../configurations/tables.ts'
import { milestones } from '../milestones/tables.ts'
import { plans } from '../plans/tables.ts'
import { projects } from '../projects/tables.ts'
import { users } from '../users/tables.ts'

/** How many of its run cases have which status: kept on the run, in the transaction that changes one. */
const counts = () => ({
  notStarted: integer().notNull().default(0),
  inProgress: integer().notNull().default(0),
  passed: integer().notNull().default(0),
  failed: integer().notNull().default(0),
  blocked: integer().notNull().default(0),
  skipped: integer().notNull().default(0),
})

/** Commands on a run and on what is in it lock its row first. */
export const runs = pgTable(
  'runs',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    milestoneId: uuid().references(() => milestones.id),
    planId: uuid().references(() => plans.id),
    name: text().notNull(),
    description: richText(),
    status: text({ enum: ['ACTIVE', 'COMPLETED', 'CANCELLED'] })
      .notNull()
      .default('ACTIVE'),
    completedAt: time(),
    ...counts(),
  },
  (t) => [
    index('runs_of_project').on(t.projectId, t.id).where(living),
    index('runs_of_milestone').on(t.milestoneId, t.id).where(sql`milestone_id is not null`),
    index('runs_of_plan').on(t.planId, t.id).where(sql`plan_id is not null`),
    index('runs_of_deletion').on(t.deletionId).where(deleted),
    index('runs_deleted').on(t.projectId, t.id).where(sql`deleted_at is not null`),
    check('runs_status', sql`${t.status} in ('ACTIVE', 'COMPLETED', 'CANCELLED')`),
    check(
      'runs_counts',
      sql`least(${t.notStarted}, ${t.inProgress}, ${t.passed}, ${t.failed}, ${t.blocked}, ${t.skipped}) >= 0`,
    ),
  ],
)

export const runConfigurations = pgTable(
  'run_configurations',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id),
    configurationId: uuid()
      .notNull()
      .references(() => configurations.id),
    order: integer('position').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.configurationId] }),
    index('run_configurations_of_configuration').on(t.configurationId),
  ],
)

/** One case with one configuration and one row of its parameters. Its status is that of its latest result. */
export const runCases = pgTable(
  'run_cases',
  {
    id: uuid().primaryKey(),
    runId: uuid()
      .notNull()
      .references(() => runs.id),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    configurationId: uuid().references(() => configurations.id),
    /** Which row, by its number within the case, and its values by their names as they were when it was added. */
    parameterRow: integer(),
    parameters: json().$type<Record<string, string>>(),
    /** Place in the run: by folder, then by number, as they stood when it was added. */
    order: integer('position').notNull(),
    assignedTo: uuid().references(() => users.id),
    status: text({ enum: ['NOT_STARTED', 'IN_PROGRESS', 'PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'] })
      .notNull()
      .default('NOT_STARTED'),
    flaky: boolean().notNull().default(false),
    /** When the first of its results was seen; `executedAt`: the latest. */
    startedAt: time(),
    executedAt: time(),
    /** The latest of its results, by id. Without a foreign key: the result itself refers here, in the same statement. */
    resultId: uuid(),
    durationMs: bigint({ mode: 'number' }),
  },
  (t) => [
    unique('run_cases_case_taken').on(t.runId, t.caseId, t.configurationId, t.parameterRow).nullsNotDistinct(),
    index('run_cases_in_order').on(t.runId, t.order, t.id),
    index('run_cases_of_case').on(t.caseId, t.id),
    index('run_cases_of_configuration').on(t.configurationId).where(sql`configuration_id is not null`),
    index('run_cases_of_assignee').on(t.assignedTo, t.runId).where(sql`assigned_to is not null`),
    check(
      'run_cases_status',
      sql`${t.status} in ('NOT_STARTED', 'IN_PROGRESS', 'PASSED', 'FAILED', 'BLOCKED', 'SKIPPED')`,
    ),
  ],
)
