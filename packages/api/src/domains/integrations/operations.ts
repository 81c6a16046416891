import * as z from 'zod'
import { admin, project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  AssignIntegration,
  CreateIntegration,
  Integration,
  ListIntegrations,
  ListProjectIntegrations,
  ProjectIntegration,
  UnassignIntegration,
  UpdateIntegration,
  UpdateProjectIntegration,
} from './schemas.ts'

export const integrations = {
  list: query({
    path: 'GET /integrations',
    summary: 'List integrations',
    access: admin,
    input: ListIntegrations,
    output: pageOf(Integration),
  }),
  create: command({
    path: 'POST /integrations',
    summary: 'Create an integration',
    description: 'Its credentials are encrypted, and never sent back.',
    access: admin,
    input: CreateIntegration,
    output: Integration,
    status: 201,
  }),
  get: query({
    path: 'GET /integrations/{integrationId}',
    summary: 'Get an integration',
    access: admin,
    input: z.strictObject({ integrationId: Id }),
    output: Integration,
  }),
  update: command({
    path: 'PUT /integrations/{integrationId}',
    summary: 'Change an integration',
    description: 'Where an address changes to which credentials are sent, these must be given anew.',
    access: admin,
    input: UpdateIntegration,
    output: Integration,
  }),
  delete: command({
    path: 'DELETE /integrations/{integrationId}',
    summary: 'Delete an integration, in all projects',
    description: 'Issues keep their external ids and addresses.',
    access: admin,
    input: z.strictObject({ integrationId: Id }),
    output: Nothing,
    status: 204,
  }),
  listOfProject: query({
    path: 'GET /projects/{projectId}/integrations',
    summary: 'List the integrations at work in a project',
    description: 'By name, without their addresses: whoever reads issues may know where these are from.',
    access: project('issues', 'read').of('projectId'),
    input: ListProjectIntegrations,
    output: pageOf(ProjectIntegration),
  }),
  assign: command({
    path: 'POST /projects/{projectId}/integrations',
    summary: 'Put an integration to work in a project',
    description: 'Administrators alone know of integrations that are not at work in a project: to others it is a 422.',
    access: project('integrations', 'write').of('projectId'),
    input: AssignIntegration,
    output: ProjectIntegration,
    status: 201,
  }),
  getOfProject: query({
    path: 'GET /projects/{projectId}/integrations/{projectIntegrationId}',
    summary: 'Get an integration at work in a project',
    access: project('issues', 'read').of('projectId'),
    input: z.strictObject({ projectId: Id, projectIntegrationId: Id }),
    output: ProjectIntegration,
  }),
  updateOfProject: command({
    path: 'PUT /projects/{projectId}/integrations/{projectIntegrationId}',
    summary: 'Change how an integration works in a project',
    access: project('integrations', 'write').of('projectId'),
    input: UpdateProjectIntegration,
    output: ProjectIntegration,
  }),
  unassign: command({
    path: 'DELETE /projects/{projectId}/integrations/{projectIntegrationId}',
    summary: 'Remove an integration from a project',
    access: project('integrations', 'delete').of('projectId'),
    input: UnassignIntegration,
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
