import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  CreateSharedSteps,
  ListSharedSteps,
  ListSharedStepsVersions,
  ListUsingCases,
  RestoreSharedSteps,
  SharedSteps,
  SharedStepsVersion,
  UpdateSharedSteps,
  UsingCase,
} from './schemas.ts'

export const sharedSteps = {
  list: query({
    path: 'GET /shared-steps',
    summary: 'List shared steps',
    access: project('sharedSteps', 'read').of('projectId'),
    input: ListSharedSteps,
    output: pageOf(SharedSteps),
  }),
  create: command({
    path: 'POST /shared-steps',
    summary: 'Create shared steps; a case takes them as a step with their sharedStepId',
    access: project('sharedSteps', 'write').of('projectId'),
    input: CreateSharedSteps,
    output: SharedSteps,
    status: 201,
  }),
  get: query({
    path: 'GET /shared-steps/{sharedStepId}',
    summary: 'Get shared steps',
    access: project('sharedSteps', 'read').through('sharedSteps', 'sharedStepId'),
    input: z.strictObject({ sharedStepId: Id }),
    output: SharedSteps,
  }),
  update: command({
    path: 'PUT /shared-steps/{sharedStepId}',
    summary: 'Change shared steps, in all the cases that they stand in',
    access: project('sharedSteps', 'write').through('sharedSteps', 'sharedStepId'),
    input: UpdateSharedSteps,
    output: SharedSteps,
  }),
  delete: command({
    path: 'DELETE /shared-steps/{sharedStepId}',
    summary: 'Delete shared steps; the cases keep them as steps of their own',
    access: project('sharedSteps', 'delete').through('sharedSteps', 'sharedStepId'),
    input: z.strictObject({ sharedStepId: Id }),
    output: Nothing,
    status: 204,
  }),
  listCases: query({
    path: 'GET /shared-steps/{sharedStepId}/cases',
    summary: 'List the cases that shared steps stand in',
    access: project('sharedSteps', 'read').through('sharedSteps', 'sharedStepId'),
    input: ListUsingCases,
    output: pageOf(UsingCase),
  }),
  listVersions: query({
    path: 'GET /shared-steps/{sharedStepId}/versions',
    summary: 'List what shared steps were, the newest first',
    access: project('sharedSteps', 'read').through('sharedSteps', 'sharedStepId'),
    input: ListSharedStepsVersions,
    output: pageOf(SharedStepsVersion),
  }),
  restoreVersion: command({
    path: 'POST /shared-steps/{sharedStepId}/versions/{version}/restore',
    summary: 'Make shared steps again what they were, in all the cases that they stand in',
    access: project('sharedSteps', 'write').through('sharedSteps', 'sharedStepId'),
    input: RestoreSharedSteps,
    output: SharedSteps,
  }),
} satisfies Operations
