import type { RichText } from '@testplanit/api/common/text'
import type { Verdict } from '@testplanit/api/domains/results/schemas'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { richText, time } from '../../platform/database/columns.ts'
import { cases } from '../cases/tables.ts'
import { projects } from '../projects/tables.ts'
import { runCases, runs } from '../runs/tables.ts'
import { users } from '../users/tables.ts'

export interface StepResult {
  stepId: string
  status: Verdict
  notes: RichText | null
  durationMs: number | null
}
export interface Attempt {
  status: Verdict
  durationMs: number | null
  message: string | null
}

const failedStill = sql`status = 'FAILED' and corrected_by_id is null`

/**
 * What was seen once, never changed but for `correctedById`. Partitioned by month, by range of the id (a UUID v7 holds the
 * time).
 */
export const results = pgTable(
  'results',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    /**
     * The project and the run of its run case. Without foreign keys: that of the run case says as much, and a run that
     * goes for good would look through the results of every month.
     */
    projectId: uuid().notNull(),
    runId: uuid().notNull(),
    runCaseId: uuid()
      .notNull()
      .references(() => runCases.id),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    /** The import that brought it. */
    importId: uuid(),
    /**
     * The result that this one corrects, and the one that corrects it: then it counts nowhere any more. Without foreign
     * keys: both stand on one run case and go with it, and each result that is deleted would ask every month's
     * partition twice whether another names it.
     */
    correctsId: uuid(),
    correctedById: uuid(),
    status: text({ enum: ['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS'] }).notNull(),
    flaky: boolean().notNull().default(false),
    durationMs: bigint({ mode: 'number' }),
    notes: richText(),
    message: text(),
    details: text(),
    stepResults: jsonb().$type<StepResult[]>(),
    attempts: jsonb().$type<Attempt[]>(),
  },
  (t) => [
    index('results_of_run_case').on(t.runCaseId, t.id),
    index('results_of_case').on(t.caseId, t.id),
    index('results_failed').on(t.projectId, t.id, t.caseId, t.runId).where(failedStill),
    index('results_failed_of_case').on(t.caseId, t.id, t.runId).where(failedStill),
    check('results_status', sql`${t.status} in ('PASSED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS')`),
  ],
)

/** Results by run and UTC day, kept with each result: a report over years reads these, not the results. */
export const dailyResults = pgTable(
  'daily_results',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id),
    day: date({ mode: 'string' }).notNull(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    passed: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    blocked: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    /** The sum of the recorded durations, and how many there were. */
    durationMs: bigint({ mode: 'number' }).notNull().default(0),
    timed: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.runId, t.day] }), index('daily_results_of_project').on(t.projectId, t.day, t.runId)],
)

/**
 * How many of a case's results have failed, whenever and in whatever run, kept with each result: within a range of days
 * there are no more. So a report knows which few cases can stand at its top, and counts only theirs.
 */
export const caseFailures = pgTable(
  'case_failures',
  {
    caseId: uuid()
      .primaryKey()
      .references(() => cases.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    failed: integer().notNull(),
  },
  (t) => [index('case_failures_most').on(t.projectId, t.failed, t.caseId)],
)

/**
 * What a case's recorded durations add up to, whenever and in whatever run, kept with each result that says how long it
 * took: an estimate reads one row a case.
 */
export const caseDurations = pgTable('case_durations', {
  caseId: uuid()
    .primaryKey()
    .references(() => cases.id),
  times: integer().notNull(),
  durationMs: bigint({ mode: 'number' }).notNull(),
  /** The sum of their squares, of which one knows how much they differ. */
  squares: doublePrecision().notNull(),
})
