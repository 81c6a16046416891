import * as z from 'zod'
import { admin, creators, project, readable } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateProject, ListProjects, OwnAccess, Project, UpdateProject } from './schemas.ts'

export const projects = {
  list: query({
    path: 'GET /projects',
    summary: 'List the projects that the caller may read',
    access: readable('project'),
    input: ListProjects,
    output: pageOf(Project),
  }),
  create: command({
    path: 'POST /projects',
    summary: 'Create a project',
    description: 'With one root folder and the built-in template.',
    access: creators,
    input: CreateProject,
    output: Project,
    status: 201,
  }),
  get: query({
    path: 'GET /projects/{projectId}',
    summary: 'Get a project',
    access: project('project', 'read').of('projectId'),
    input: z.strictObject({ projectId: Id }),
    output: Project,
  }),
  update: command({
    path: 'PUT /projects/{projectId}',
    summary: 'Change a project',
    access: project('settings', 'write').of('projectId'),
    input: UpdateProject,
    output: Project,
  }),
  readAccess: query({
    path: 'GET /projects/{projectId}/access',
    summary: 'What the caller may do in a project',
    access: project('project', 'read').of('projectId'),
    input: z.strictObject({ projectId: Id }),
    output: OwnAccess,
  }),
  delete: command({
    path: 'DELETE /projects/{projectId}',
    summary: 'Delete a project with all that is in it',
    access: project('settings', 'delete').of('projectId'),
    input: z.strictObject({ projectId: Id }),
    output: Nothing,
    status: 204,
  }),
  loadSample: command({
    path: 'POST /projects/sample',
    summary: 'Load the sample project: folders, cases, runs and a month of results',
    description: 'While it is there, a second call answers the same project.',
    access: admin,
    input: z.strictObject({}),
    output: Project,
    status: 201,
  }),
} satisfies Operations
