import * as z from 'zod'
import { Id } from '../../common/id.ts'
import { Day, Time } from '../../common/time.ts'
import { Progress } from '../milestones/schemas.ts'

export const Confidence = z
  .enum(['HIGH', 'MEDIUM', 'LOW'])
  .meta({ description: 'HIGH from 10 durations that differ little (by a quarter of their mean), MEDIUM from 3.' })

/** How long a case will take: the mean of what it and its same-test links took; without any, its own estimate. */
export const CaseForecast = z
  .object({
    estimatedDuration: z.int().nullable().meta({ description: 'Seconds.' }),
    estimatedDurationMs: z.int().nullable(),
    confidence: Confidence,
    basedOn: z.object({
      historicalExecutions: z.int().meta({ description: 'Passed, failed or blocked.' }),
      durations: z.int().meta({ description: 'Those of them that say how long they took: of these is the mean.' }),
      averageDuration: z.number().nullable().meta({ description: 'Seconds.' }),
      lastExecutionDuration: z.int().nullable().meta({ description: 'Seconds; null where the last one says none.' }),
    }),
  })
  .meta({ id: 'CaseForecast' })
export type CaseForecast = z.infer<typeof CaseForecast>

const outlook = {
  estimatedCompletion: Time.nullable().meta({
    description:
      'The day, at its beginning, on which what is pending will be done: at the pace of the last 14 days, from the first of them on which anything was done; else at 6 hours a working day. Null where there is nothing to tell it by.',
  }),
  estimatedDuration: z.int().meta({ description: 'Seconds that what is pending will take.' }),
  estimatedDurationMs: z.int(),
  progress: Progress,
  basedOn: z.object({
    pending: z.int().meta({ description: 'Run cases without a result in active runs.' }),
    withoutEstimate: z.int().meta({ description: 'Those of them that took no time yet and have no estimate.' }),
    casesPerDay: z.number().nullable().meta({ description: 'The pace; null where nothing was done.' }),
  }),
}

export const RunForecast = z.object(outlook).meta({ id: 'TestRunForecast' })
export type RunForecast = z.infer<typeof RunForecast>

export const Risk = z.enum(['LOW', 'MEDIUM', 'HIGH']).meta({
  description:
    'HIGH: today or the estimated completion is past the due date. MEDIUM: it falls into the last tenth of the time until then.',
})
export type Risk = z.infer<typeof Risk>

/** Of the runs of a milestone and of those beneath it. */
export const MilestoneForecast = z
  .object({
    ...outlook,
    riskLevel: Risk,
    childMilestones: z
      .array(
        z.object({
          id: Id,
          name: z.string(),
          dueDate: Day.nullable(),
          estimatedCompletion: Time.nullable(),
          riskLevel: Risk,
        }),
      )
      .meta({ description: 'Those right beneath it, each with its own subtree; those due first stand first.' }),
  })
  .meta({ id: 'MilestoneForecast' })
export type MilestoneForecast = z.infer<typeof MilestoneForecast>

const entityId = { entityId: Id }
export const UpdateForecast = z.strictObject({ entityType: z.enum(['testCase', 'testRun', 'milestone']), ...entityId })
export const UpdatedForecast = z.discriminatedUnion('entityType', [
  z.object({ entityType: z.literal('testCase'), ...entityId, forecast: CaseForecast }),
  z.object({ entityType: z.literal('testRun'), ...entityId, forecast: RunForecast }),
  z.object({ entityType: z.literal('milestone'), ...entityId, forecast: MilestoneForecast }),
])
