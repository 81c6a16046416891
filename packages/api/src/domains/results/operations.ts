import * as z from 'zod'
import { project } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { RowValues } from '../cases/schemas.ts'
import { Correct, Execute, ExecuteMany, ListResults, Result } from './schemas.ts'

export const results = {
  execute: command({
    path: 'POST /test-runs/{runId}/cases/{caseId}/execute',
    summary: 'Record a result',
    description:
      "caseId is the repository case's id or the run case's. Without a status it follows from the steps: FAILED if any failed, else BLOCKED, else SKIPPED if all were, else PASSED.",
    access: project('results', 'write').through('run', 'runId'),
    input: Execute,
    output: Result,
    status: 201,
  }),
  executeMany: command({
    path: 'POST /test-runs/{runId}/results',
    summary: 'Record up to 1,000 results, all or nothing',
    access: project('results', 'write').through('run', 'runId'),
    input: ExecuteMany,
    output: z.object({ data: z.array(Result) }),
    status: 201,
  }),
  correct: command({
    path: 'POST /results/{resultId}/correct',
    summary: "Correct one's own result, while it is the latest of its run case",
    description:
      'Records another that says so, anew in whole. The corrected one stays in the history, and leaves daily sums, failures and reports. A 403 where another recorded it, a 409 where there is a later one or the run is closed.',
    access: project('results', 'write').through('result', 'resultId'),
    input: Correct,
    output: Result,
    status: 201,
  }),
  list: query({
    path: 'GET /test-runs/{runId}/cases/{caseId}/results',
    summary: "A run case's results, newest first",
    access: project('results', 'read').through('run', 'runId'),
    input: ListResults,
    output: pageOf(Result),
  }),
  ofCase: query({
    path: 'GET /repository-cases/{caseId}/results',
    summary: "A test case's results over all runs, newest first",
    access: project('results', 'read').through('case', 'caseId'),
    input: list({ caseId: Id }),
    output: pageOf(
      Result.extend({
        runName: z.string(),
        userName: z.string().nullable(),
        parameters: RowValues.nullable().meta({ description: 'The row of parameters that it was tested with.' }),
      }),
    ),
  }),
} satisfies Operations
