import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Group } from '../groups/schemas.ts'
import {
  DefaultAccess,
  FindGroups,
  ListMembers,
  ListProjectGroups,
  Member,
  ProjectGroup,
  SetDefaultAccess,
  SetMember,
  SetProjectGroup,
} from './schemas.ts'

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
  listGroups: query({
    path: 'GET /projects/{projectId}/groups',
    summary: 'List the groups that have roles in a project',
    access: project('members', 'read').of('projectId'),
    input: ListProjectGroups,
    output: pageOf(ProjectGroup),
  }),
  findGroups: query({
    path: 'GET /projects/{projectId}/available-groups',
    summary: 'Find groups to give roles to in a project, by name',
    access: project('members', 'write').of('projectId'),
    input: FindGroups,
    output: pageOf(Group.pick({ id: true, name: true, memberCount: true })),
  }),
  setGroup: command({
    path: 'PUT /projects/{projectId}/groups/{groupId}',
    summary: 'Give a group these roles in a project, and no others',
    description:
      'They count for members of the group who have no row of their own there. Nobody gives, or takes, more than they hold.',
    access: project('members', 'write').of('projectId'),
    input: SetProjectGroup,
    output: ProjectGroup,
  }),
  removeGroup: command({
    path: 'DELETE /projects/{projectId}/groups/{groupId}',
    summary: "Take a group's roles in a project away",
    access: project('members', 'delete').of('projectId'),
    input: z.strictObject({ projectId: Id, groupId: Id }),
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
