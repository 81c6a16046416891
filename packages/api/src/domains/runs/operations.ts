import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  AddCases,
  AddConfiguration,
  AssignCases,
  AssignEvenly,
  CopiedRun,
  CopyRun,
  CreateRun,
  Elapsed,
  ListedRun,
  ListedRunCase,
  ListRunCases,
  ListRuns,
  ReadMatrix,
  RemoveCases,
  Run,
  RunCaseDetail,
  RunMatrix,
  Shares,
  UpdateRun,
} from './schemas.ts'

export const runs = {
  list: query({
    path: 'GET /test-runs',
    summary: 'List test runs with their counts',
    access: project('runs', 'read').of('projectId'),
    input: ListRuns,
    output: pageOf(ListedRun),
  }),
  create: command({
    path: 'POST /test-runs',
    summary: 'Create a test run',
    access: project('runs', 'write').of('projectId'),
    input: CreateRun,
    output: Run,
    status: 201,
  }),
  get: query({
    path: 'GET /test-runs/{runId}',
    summary: 'Get a test run',
    access: project('runs', 'read').through('run', 'runId'),
    input: z.strictObject({ runId: Id }),
    output: Run,
  }),
  update: command({
    path: 'PUT /test-runs/{runId}',
    summary: 'Change, complete, cancel or reopen a test run',
    access: project('runs', 'write').through('run', 'runId'),
    input: UpdateRun,
    output: Run,
  }),
  delete: command({
    path: 'DELETE /test-runs/{runId}',
    summary: 'Delete a test run',
    access: project('runs', 'delete').through('run', 'runId'),
    input: z.strictObject({ runId: Id }),
    output: Nothing,
    status: 204,
  }),
  copy: command({
    path: 'POST /test-runs/{runId}/copy',
    summary: 'Copy a run, or of it what has some statuses: to run it again',
    description:
      'The copy has the description, milestone, plan (while that is open), configurations and run cases of the run, and nothing that was recorded in it. Cases and rows of parameters that were deleted are left out, and where the project requires it cases that are not approved. Values of parameters are those that the cases have now; a case that had none comes with all the rows that it has by now. Who cannot read the project any more is assigned nothing.',
    access: project('runs', 'write').through('run', 'runId'),
    input: CopyRun,
    output: CopiedRun,
    status: 201,
  }),
  listCases: query({
    path: 'GET /test-runs/{runId}/cases',
    summary: "A run's cases, in the order of its folders",
    access: project('runs', 'read').through('run', 'runId'),
    input: ListRunCases,
    output: pageOf(ListedRunCase),
  }),
  getCase: query({
    path: 'GET /test-runs/{runId}/cases/{caseId}',
    summary: 'Get a run case with what one needs to execute it',
    description: "caseId is the repository case's id or the run case's, as where a result is recorded.",
    access: project('runs', 'read').through('run', 'runId'),
    input: z.strictObject({ runId: Id, caseId: Id }),
    output: RunCaseDetail,
  }),
  addCases: command({
    path: 'POST /test-runs/{runId}/cases',
    summary: 'Add cases to a run; those in it stay as they are',
    description: 'Of a case with parameters come the rows that are not in the run yet.',
    access: project('runs', 'write').through('run', 'runId'),
    input: AddCases,
    output: z.object({ added: z.int() }),
  }),
  removeCases: command({
    path: 'POST /test-runs/{runId}/cases/remove',
    summary: 'Remove run cases and their results from a run',
    description: 'Where one has results, this takes the right to delete results too.',
    access: project('runs', 'write').through('run', 'runId'),
    input: RemoveCases,
    output: z.object({ removed: z.int() }),
  }),
  assignCases: command({
    path: 'POST /test-runs/{runId}/cases/assign',
    summary: 'Assign run cases to a user, or to nobody',
    access: project('runs', 'write').through('run', 'runId'),
    input: AssignCases,
    output: z.object({ assigned: z.int() }),
  }),
  assignEvenly: command({
    path: 'POST /test-runs/{runId}/cases/assign-evenly',
    summary: 'Divide what is open in a run among users',
    description:
      'By the estimates of the cases; those without one count as much as the mean of the others. Each user gets a stretch in the order of the folders, and a folder is divided only where the shares would else be less even. Open is what was not executed yet, or is in progress, and whose case was not deleted.',
    access: project('runs', 'write').through('run', 'runId'),
    input: AssignEvenly,
    output: Shares,
  }),
  addConfiguration: command({
    path: 'POST /test-runs/{runId}/configurations',
    summary: 'Add a configuration to a run: each of its cases comes to stand in it for that one too',
    description:
      'Cases that were deleted do not. What a run holds without a configuration becomes that of its first one, with its results. Adding one that it has brings the cases that do not stand there for it yet.',
    access: project('runs', 'write').through('run', 'runId'),
    input: AddConfiguration,
    output: z.object({ added: z.int().meta({ description: 'How many run cases came.' }) }),
  }),
  removeConfiguration: command({
    path: 'DELETE /test-runs/{runId}/configurations/{configurationId}',
    summary: 'Remove a configuration from a run, with its run cases and their results',
    description:
      'Where one has results, this takes the right to delete results too. The run cases of the only configuration of a run stay, without one.',
    access: project('runs', 'write').through('run', 'runId'),
    input: z.strictObject({ runId: Id, configurationId: Id }),
    output: Nothing,
    status: 204,
  }),
  matrix: query({
    path: 'GET /test-runs/{runId}/matrix',
    summary: "A run's cases by its configurations, with the status of each",
    description: 'A case with parameters has a row for each of theirs.',
    access: project('runs', 'read').through('run', 'runId'),
    input: ReadMatrix,
    output: RunMatrix,
  }),
  elapsed: query({
    path: 'GET /test-runs/{runId}/elapsed',
    summary: 'How long a run took: the sum of durations, and from the first result to the last',
    description: 'Durations of results that are in progress, or were corrected, do not count.',
    access: project('runs', 'read').through('run', 'runId'),
    input: z.strictObject({ runId: Id }),
    output: Elapsed,
  }),
} satisfies Operations
