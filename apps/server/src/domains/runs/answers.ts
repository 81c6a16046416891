import { rate } from '@testplanit/api/common/rate'
import { type Counts, MAX_CASES_IN_RUN, type Run, type RunCase } from '@testplanit/api/domains/runs/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { isoTime, seconds } from '../../platform/database/time.ts'
import { runs } from './tables.ts'

export type RunRow = typeof runs.$inferSelect

/** How many run cases have their result, of how many. */
export function progressOf(counts: Counts) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const completed = total - counts.notStarted - counts.inProgress
  return { completed, total, percentComplete: rate(completed, total) }
}

/** A run as lists answer it, from its row and its configurations. */
export function listedRunOf({ configurationIds, ...row }: RunRow & { configurationIds: string[] }) {
  const { notStarted, inProgress, passed, failed, blocked, skipped, ...run } = answer(row)
  const counts: Counts = { notStarted, inProgress, passed, failed, blocked, skipped }
  const [only, ...others] = configurationIds
  return { ...run, configurationId: (!others.length && only) || null, configurationIds, counts }
}

/** A run as the API answers it, with its first run cases. */
export function runOf({
  testCases,
  attachments,
  ...row
}: RunRow & Pick<Run, 'configurationIds' | 'testCases' | 'attachments'>) {
  const run = listedRunOf(row)
  return { ...run, testCases, testCasesTotal: progressOf(run.counts).total, attachments }
}

const configurationIds = sql<string[]>`(
  select coalesce(jsonb_agg(k.configuration_id order by k.position), '[]')
    from run_configurations k where k.run_id = runs.id)`

/** A run case as the API answers it, where the statement reads from `rc`. */
export const runCase = sql<RunCase>`json_build_object(
  'id', rc.id, 'repositoryCaseId', rc.case_id, 'configurationId', rc.configuration_id, 'parameterRow', rc.parameter_row,
  'parameters', rc.parameters, 'assignedTo', rc.assigned_to, 'status', rc.status, 'executedAt', ${isoTime(sql`rc.executed_at`)}, 'duration', ${seconds(sql`rc.duration_ms`)},
  'durationMs', rc.duration_ms)`

export const firstRunCases = sql<RunCase[]>`(
  select coalesce(json_agg(${runCase}), '[]')
    from (select * from run_cases where run_id = runs.id order by position, id limit ${MAX_CASES_IN_RUN}) rc)`

/** The columns of a listed run: for `listedRunOf`. */
export const runColumns = { ...getTableColumns(runs), configurationIds }
