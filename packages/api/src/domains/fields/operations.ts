import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateField, Field, ListFields, UpdateField } from './schemas.ts'

export const fields = {
  list: query({
    path: 'GET /fields',
    summary: "List a project's custom fields",
    access: project('templates', 'read').of('projectId'),
    input: ListFields,
    output: pageOf(Field),
  }),
  create: command({
    path: 'POST /fields',
    summary: 'Create a custom field',
    description: 'Cases have it once it stands in their template: PUT /templates/{templateId}.',
    access: project('templates', 'write').of('projectId'),
    input: CreateField,
    output: Field,
    status: 201,
  }),
  get: query({
    path: 'GET /fields/{fieldId}',
    summary: 'Get a custom field',
    access: project('templates', 'read').through('field', 'fieldId'),
    input: z.strictObject({ fieldId: Id }),
    output: Field,
  }),
  update: command({
    path: 'PUT /fields/{fieldId}',
    summary: 'Change a custom field',
    description: `Its kind stays. An option that a case has cannot go (409): rename it, or give those cases another.
Values that are there stay as they are, also where they keep to new bounds no more.`,
    access: project('templates', 'write').through('field', 'fieldId'),
    input: UpdateField,
    output: Field,
  }),
  delete: command({
    path: 'DELETE /fields/{fieldId}',
    summary: 'Delete a custom field',
    description: 'It is gone from templates and cases; what its values were stays in their history.',
    access: project('templates', 'delete').through('field', 'fieldId'),
    input: z.strictObject({ fieldId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
