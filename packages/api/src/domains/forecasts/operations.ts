import * as z from 'zod'
import { about, project } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { type Operations, query } from '../../operation.ts'
import { CaseForecast, MilestoneForecast, RunForecast, UpdatedForecast, UpdateForecast } from './schemas.ts'

export const forecasts = {
  ofCase: query({
    path: 'GET /repository-cases/forecast',
    summary: 'Forecast how long a test case will take',
    access: project('cases', 'read').through('case', 'caseId'),
    input: z.strictObject({ caseId: Id }),
    output: CaseForecast,
  }),
  ofRun: query({
    path: 'GET /test-runs/{runId}/forecast',
    summary: 'Forecast when a test run will be done',
    access: project('runs', 'read').through('run', 'runId'),
    input: z.strictObject({ runId: Id }),
    output: RunForecast,
  }),
  ofMilestone: query({
    path: 'GET /milestones/{milestoneId}/forecast',
    summary: 'Forecast when a milestone will be reached, and whether in time',
    access: project('milestones', 'read').through('milestone', 'milestoneId'),
    input: z.strictObject({ milestoneId: Id }),
    output: MilestoneForecast,
  }),
  update: query({
    path: 'POST /forecast/update',
    summary: 'Forecast a test case, a test run or a milestone anew',
    description: 'Forecasts follow each result at once: this answers the one that there is now.',
    access: about('entityType', 'entityId', 'read'),
    input: UpdateForecast,
    output: UpdatedForecast,
  }),
} satisfies Operations
