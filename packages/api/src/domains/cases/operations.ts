import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  Case,
  Cases,
  CopyCases,
  CreateCase,
  CreateCases,
  DeleteCases,
  ListCases,
  MoveCases,
  UpdateCase,
  UpdateCases,
} from './schemas.ts'

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
  createMany: command({
    path: 'POST /repository-cases/bulk',
    summary: 'Create up to 1,000 test cases in a project: all or none',
    access: project('cases', 'write').of('cases.0.projectId'),
    input: CreateCases,
    output: Cases,
    status: 201,
  }),
  updateMany: command({
    path: 'POST /repository-cases/bulk-update',
    summary: 'Change up to 1,000 test cases of a project alike: all or none',
    description: 'Tags that are given replace those that were there; addTags and removeTags leave the others.',
    access: project('cases', 'write').through('case', 'ids.0'),
    input: UpdateCases,
    output: Cases,
  }),
  copy: command({
    path: 'POST /repository-cases/copy',
    summary: 'Copy up to 1,000 test cases into a folder',
    description: 'With their steps, tags, attachments and custom fields, without their links, comments and results.',
    access: project('cases', 'write').through('case', 'ids.0'),
    input: CopyCases,
    output: Cases,
    status: 201,
  }),
  move: command({
    path: 'POST /repository-cases/move',
    summary: 'Move up to 1,000 test cases into a folder: all or none',
    access: project('cases', 'write').through('case', 'ids.0'),
    input: MoveCases,
    output: z.object({ moved: z.int().meta({ description: 'How many were not there yet.' }) }),
  }),
  deleteMany: command({
    path: 'POST /repository-cases/bulk-delete',
    summary: 'Delete up to 1,000 test cases of a project: all or none',
    description: 'They stay readable in the runs that hold them, and come back together.',
    access: project('cases', 'delete').through('case', 'ids.0'),
    input: DeleteCases,
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
