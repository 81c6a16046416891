import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateTemplate, DeleteTemplate, ListTemplates, Template, UpdateTemplate } from './schemas.ts'

export const templates = {
  list: query({
    path: 'GET /templates',
    summary: "List a project's case templates",
    access: project('templates', 'read').of('projectId'),
    input: ListTemplates,
    output: pageOf(Template),
  }),
  create: command({
    path: 'POST /templates',
    summary: 'Create a case template',
    access: project('templates', 'write').of('projectId'),
    input: CreateTemplate,
    output: Template,
    status: 201,
  }),
  get: query({
    path: 'GET /templates/{templateId}',
    summary: 'Get a case template',
    access: project('templates', 'read').through('template', 'templateId'),
    input: z.strictObject({ templateId: Id }),
    output: Template,
  }),
  update: command({
    path: 'PUT /templates/{templateId}',
    summary: 'Change a case template',
    description: `Cases keep the values of a field that leaves it, and show them again once it is back.
What becomes required is asked of a case when it is made or takes this template, and cannot be cleared from then on.`,
    access: project('templates', 'write').through('template', 'templateId'),
    input: UpdateTemplate,
    output: Template,
  }),
  delete: command({
    path: 'DELETE /templates/{templateId}',
    summary: 'Delete a case template',
    description: `While cases have it, casesTo must say which one they take (else 409); their values stay.
The built-in one cannot be deleted (409). Where it was the default, the built-in one is.`,
    access: project('templates', 'delete').through('template', 'templateId'),
    input: DeleteTemplate,
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
