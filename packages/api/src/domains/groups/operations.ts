import * as z from 'zod'
import { admin } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Person } from '../users/schemas.ts'
import { AddGroupMembers, CreateGroup, Group, ListGroupMembers, ListGroups, UpdateGroup } from './schemas.ts'

export const groups = {
  list: query({ path: 'GET /groups', summary: 'List groups', access: admin, input: ListGroups, output: pageOf(Group) }),
  create: command({
    path: 'POST /groups',
    summary: 'Create a group, with members',
    access: admin,
    input: CreateGroup,
    output: Group,
    status: 201,
  }),
  get: query({
    path: 'GET /groups/{groupId}',
    summary: 'Get a group',
    access: admin,
    input: z.strictObject({ groupId: Id }),
    output: Group,
  }),
  update: command({
    path: 'PUT /groups/{groupId}',
    summary: 'Rename a group',
    access: admin,
    input: UpdateGroup,
    output: Group,
  }),
  delete: command({
    path: 'DELETE /groups/{groupId}',
    summary: 'Delete a group; what its members could do by it, they can do no more',
    access: admin,
    input: z.strictObject({ groupId: Id }),
    output: Nothing,
    status: 204,
  }),
  listMembers: query({
    path: 'GET /groups/{groupId}/members',
    summary: 'List the members of a group, by name',
    access: admin,
    input: ListGroupMembers,
    output: pageOf(Person),
  }),
  addMembers: command({
    path: 'POST /groups/{groupId}/members',
    summary: 'Add users to a group',
    description: 'Who is in it already stays in it.',
    access: admin,
    input: AddGroupMembers,
    output: Group,
  }),
  removeMember: command({
    path: 'DELETE /groups/{groupId}/members/{userId}',
    summary: 'Take a user out of a group',
    access: admin,
    input: z.strictObject({ groupId: Id, userId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
