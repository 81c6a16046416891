import * as z from 'zod'
import { project, readable } from '../../access.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CaseLink, CreateLink, FindManyLinks, ListLinks, UpdateLink } from './schemas.ts'

const One = z.object({ data: CaseLink })

export const caseLinks = {
  findMany: query({
    path: 'GET /model/RepositoryCaseLink/findMany',
    summary: 'Find links between test cases, in all projects that one reads',
    access: readable('cases'),
    input: FindManyLinks,
    output: pageOf(CaseLink),
  }),
  ofCase: query({
    path: 'GET /repository-cases/{caseId}/links',
    summary: "List a test case's links, with both cases",
    access: project('cases', 'read').through('case', 'caseId'),
    input: ListLinks,
    output: pageOf(CaseLink),
  }),
  create: command({
    path: 'POST /model/RepositoryCaseLink/create',
    summary: 'Link two test cases of a project',
    description:
      'Cases are named by their ids or by their numbers. A second link of the same type between the same two is a 409, as is one that closes a circle of dependencies.',
    access: project('cases', 'write').through('case', 'data.caseA.connect.id'),
    input: CreateLink,
    output: One,
    status: 201,
  }),
  update: command({
    path: 'PUT /model/RepositoryCaseLink/update',
    summary: 'Remove a link between test cases, or bring it back',
    access: project('cases', 'write').through('caseLink', 'where.id'),
    input: UpdateLink,
    output: One,
  }),
} satisfies Operations
