import * as z from 'zod'
import { about, project, readable } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  CreateIssue,
  FailedRun,
  FileFinding,
  Issue,
  IssueLink,
  LinkIssue,
  ListedIssue,
  ListIssueLinks,
  ListIssues,
  ListIssuesOf,
  UpdateIssue,
} from './schemas.ts'

export const issues = {
  list: query({
    path: 'GET /issues',
    summary: 'List issues, of one project or of all that the caller may read',
    access: readable('issues'),
    input: ListIssues,
    output: pageOf(ListedIssue),
  }),
  listOf: query({
    path: 'GET /issues/of/{entityType}/{entityId}',
    summary: 'List the issues that touch something, the newest first',
    description: 'Of a case and of a run, also those that touch its results.',
    access: about('entityType', 'entityId', 'read', 'issues'),
    input: ListIssuesOf,
    output: pageOf(ListedIssue),
  }),
  create: command({
    path: 'POST /issues',
    also: ['POST /issues/create'],
    summary: 'Create an issue',
    access: project('issues', 'write').of('projectId'),
    input: CreateIssue,
    output: Issue,
    status: 201,
  }),
  fileFinding: command({
    path: 'POST /sessions/{sessionId}/findings/{findingId}/issue',
    summary: 'Make an issue of a BUG that was found in a session',
    description: 'Once: while there is that issue, another one is a 409. It is linked to the session.',
    access: project('issues', 'write').through('session', 'sessionId'),
    input: FileFinding,
    output: Issue,
    status: 201,
  }),
  get: query({
    path: 'GET /issues/{issueId}',
    summary: 'Get an issue',
    access: project('issues', 'read').through('issue', 'issueId'),
    input: z.strictObject({ issueId: Id }),
    output: Issue,
  }),
  update: command({
    path: 'PUT /issues/{issueId}',
    summary: 'Change, close or reopen an issue',
    description: 'To close it, or to open it again, takes the right to close issues.',
    access: project('issues', 'write').through('issue', 'issueId'),
    input: UpdateIssue,
    output: Issue,
  }),
  delete: command({
    path: 'DELETE /issues/{issueId}',
    summary: 'Delete an issue',
    access: project('issues', 'delete').through('issue', 'issueId'),
    input: z.strictObject({ issueId: Id }),
    output: Nothing,
    status: 204,
  }),
  link: command({
    path: 'POST /issues/{issueId}/link',
    summary: 'Say that an issue touches something; once more is no error',
    access: about('entityType', 'entityId', 'write', 'issues'),
    input: LinkIssue,
    output: IssueLink,
  }),
  unlink: command({
    path: 'POST /issues/{issueId}/unlink',
    summary: 'Say that an issue touches something no more',
    access: about('entityType', 'entityId', 'write', 'issues'),
    input: LinkIssue,
    output: Nothing,
    status: 204,
  }),
  listLinks: query({
    path: 'GET /issues/{issueId}/links',
    summary: 'What an issue touches, as far as the caller may read it',
    access: project('issues', 'read').through('issue', 'issueId'),
    input: ListIssueLinks,
    output: pageOf(IssueLink),
  }),
  listRuns: query({
    path: 'GET /issues/{issueId}/runs',
    summary: 'In which runs an issue failed: those of the results that it is linked to',
    access: project('issues', 'read').through('issue', 'issueId'),
    input: ListIssueLinks,
    output: pageOf(FailedRun),
  }),
} satisfies Operations
