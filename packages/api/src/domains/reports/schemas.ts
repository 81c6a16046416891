import * as z from 'zod'
import { Id, ref } from '../../common/id.ts'
import { Day, Time } from '../../common/time.ts'
import { TagName } from '../cases/schemas.ts'
import { Verdict } from '../results/schemas.ts'

const MAX_YEARS = 5

/** Days of UTC, both included; at most five years. */
export const DateRange = z
  .strictObject({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before from' })
  .refine(({ from, to }) => !isLonger(from, to), { path: ['from'], error: `is more than ${MAX_YEARS} years before to` })

function isLonger(from: string, to: string): boolean {
  const limit = new Date(`${from}T00:00:00Z`)
  limit.setUTCFullYear(limit.getUTCFullYear() + MAX_YEARS)
  return new Date(`${to}T00:00:00Z`) > limit
}

export const ReportFilters = z.strictObject({
  testRunId: Id.optional(),
  milestoneId: Id.optional().meta({ description: 'It and those beneath it.' }),
  assignedTo: Id.optional(),
  configurationId: Id.optional(),
  tags: z.array(TagName).max(100).optional().meta({ description: 'All of them.' }),
  folderId: Id.optional().meta({ description: 'It and those beneath it.' }),
})

export const AskTestExecution = z.strictObject({
  projectId: ref('project'),
  dateRange: DateRange,
  filters: ReportFilters.default({}),
})

/** Rates are percentages with one decimal: passed of executed; skipped and untested are not executed. Durations in seconds. */
export const TestExecution = z
  .object({
    summary: z.object({
      totalRuns: z.int(),
      totalCases: z.int(),
      executed: z.int(),
      passRate: z.number(),
      avgDuration: z.number(),
    }),
    trends: z.array(
      z.object({
        date: Day,
        passed: z.int(),
        failed: z.int(),
        blocked: z.int(),
        skipped: z.int(),
        passRate: z.number(),
      }),
    ),
    topFailures: z.array(
      z.object({
        testCase: z.string(),
        failureCount: z.int(),
        lastFailed: Time,
        caseId: Id,
        number: z.int(),
        executions: z.int(),
        recent: z.array(Verdict).meta({ description: 'Its last 20 results, newest last.' }),
      }),
    ),
  })
  .meta({ id: 'TestExecutionReport' })
export type TestExecution = z.infer<typeof TestExecution>
