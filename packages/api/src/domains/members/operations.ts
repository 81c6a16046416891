import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { DefaultAccess, ListMembers, Member, SetDefaultAccess, SetMember } from './schemas.ts'

export const members = {
  list: query({
    path: 'GET /projects/{projectId}/members',
    summary: "List a project's members",
    access: project('members', 'read').of('projectId'),
    input: ListMembers,
    output: pageOf(Member),
  }),
  set: command({
    path: 'PUT /projects/{projectId}/members/{userId}',
    summary: 'Give a user a role in a project, or no access',
    access: project('members', 'write').of('projectId'),
    input: SetMember,
    output: Member,
  }),
  remove: command({
    path: 'DELETE /projects/{projectId}/members/{userId}',
    summary: "Remove a user's own row from a project",
    access: project('members', 'delete').of('projectId'),
    input: z.strictObject({ projectId: Id, userId: Id }),
    output: Nothing,
    status: 204,
  }),
  getDefaultAccess: query({
    path: 'GET /projects/{projectId}/default-access',
    summary: 'What users without a row of their own may do',
    access: project('members', 'read').of('projectId'),
    input: z.strictObject({ projectId: Id }),
    output: DefaultAccess,
  }),
  setDefaultAccess: command({
    path: 'PUT /projects/{projectId}/default-access',
    summary: 'Set what users without a row of their own may do',
    access: project('members', 'write').of('projectId'),
    input: SetDefaultAccess,
    output: DefaultAccess,
  }),
} satisfies Operations
