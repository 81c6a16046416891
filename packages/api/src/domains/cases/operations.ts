import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Case, CreateCase, ListCases, UpdateCase } from './schemas.ts'

export const cases = {
  list: query({
    path: 'GET /repository-cases',
    summary: 'List test cases',
    access: project('cases', 'read').of('projectId'),
    input: ListCases,
    output: pageOf(Case),
  }),
  create: command({
    path: 'POST /repository-cases',
    summary: 'Create a test case',
    access: project('cases', 'write').of('projectId'),
    input: CreateCase,
    output: Case,
    status: 201,
  }),
  get: query({
    path: 'GET /repository-cases/{caseId}',
    summary: 'Get a test case',
    access: project('cases', 'read').through('case', 'caseId'),
    input: z.strictObject({ caseId: Id }),
    output: Case,
  }),
  update: command({
    path: 'PUT /repository-cases/{caseId}',
    summary: 'Change a test case',
    description: 'Steps, tags and attachments replace the lists that were there.',
    access: project('cases', 'write').through('case', 'caseId'),
    input: UpdateCase,
    output: Case,
  }),
  delete: command({
    path: 'DELETE /repository-cases/{caseId}',
    summary: 'Delete a test case; it stays readable in the runs that hold it',
    access: project('cases', 'delete').through('case', 'caseId'),
    input: z.strictObject({ caseId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
