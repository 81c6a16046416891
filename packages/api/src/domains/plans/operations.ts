import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreatePlan, ListPlans, Plan, UpdatePlan } from './schemas.ts'

export const plans = {
  list: query({
    path: 'GET /test-plans',
    summary: 'List test plans with the sums of their runs',
    access: project('runs', 'read').of('projectId'),
    input: ListPlans,
    output: pageOf(Plan),
  }),
  create: command({
    path: 'POST /test-plans',
    summary: 'Create a test plan',
    description: 'Runs come into it by their planId.',
    access: project('runs', 'write').of('projectId'),
    input: CreatePlan,
    output: Plan,
    status: 201,
  }),
  get: query({
    path: 'GET /test-plans/{planId}',
    summary: 'Get a test plan with the sums of its runs',
    access: project('runs', 'read').through('plan', 'planId'),
    input: z.strictObject({ planId: Id }),
    output: Plan,
  }),
  update: command({
    path: 'PUT /test-plans/{planId}',
    summary: 'Change or complete a test plan',
    description:
      'Completing it leaves its runs as they are: runs.active and openCases of the answer say what is open. A completed plan takes no more runs.',
    access: project('runs', 'write').through('plan', 'planId'),
    input: UpdatePlan,
    output: Plan,
  }),
  delete: command({
    path: 'DELETE /test-plans/{planId}',
    summary: 'Delete a test plan',
    description: 'Its runs stay, without a plan.',
    access: project('runs', 'delete').through('plan', 'planId'),
    input: z.strictObject({ planId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
