import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateMilestone, ListMilestones, Milestone, UpdateMilestone } from './schemas.ts'

export const milestones = {
  list: query({
    path: 'GET /milestones',
    summary: 'List milestones with their progress',
    access: project('milestones', 'read').of('projectId'),
    input: ListMilestones,
    output: pageOf(Milestone),
  }),
  create: command({
    path: 'POST /milestones',
    summary: 'Create a milestone',
    access: project('milestones', 'write').of('projectId'),
    input: CreateMilestone,
    output: Milestone,
    status: 201,
  }),
  get: query({
    path: 'GET /milestones/{milestoneId}',
    summary: 'Get a milestone',
    access: project('milestones', 'read').through('milestone', 'milestoneId'),
    input: z.strictObject({ milestoneId: Id }),
    output: Milestone,
  }),
  update: command({
    path: 'PUT /milestones/{milestoneId}',
    summary: 'Change, start, complete or reopen a milestone',
    description:
      'Completing it leaves alone what is still open in it and beneath it, and answers what that is (`open`).',
    access: project('milestones', 'write').through('milestone', 'milestoneId'),
    input: UpdateMilestone,
    output: Milestone,
  }),
  delete: command({
    path: 'DELETE /milestones/{milestoneId}',
    summary: 'Delete a milestone and those beneath it',
    description: 'Their runs, sessions and plans stay, without a milestone.',
    access: project('milestones', 'delete').through('milestone', 'milestoneId'),
    input: z.strictObject({ milestoneId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
