import * as z from 'zod'
import { admin, login, project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { list, Pagination, pageOf } from '../../common/page.ts'
import { text } from '../../common/text.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateUser, ListUsers, Person, UpdateProfile, UpdateUser, User } from './schemas.ts'

export const users = {
  list: query({ path: 'GET /users', summary: 'List users', access: admin, input: ListUsers, output: pageOf(User) }),
  create: command({
    path: 'POST /users',
    summary: 'Create a user',
    access: admin,
    input: CreateUser,
    output: User,
    status: 201,
    secret: true,
  }),
  searchForMentions: query({
    path: 'GET /users/search-for-mentions',
    summary: 'Find people who can read a project, by name or address',
    access: project('project', 'read').of('projectId'),
    input: list({ projectId: Id, query: text(200).optional() }),
    output: z.object({ users: z.array(Person), pagination: Pagination }),
  }),
  get: query({
    path: 'GET /users/{userId}',
    summary: 'Get a user',
    access: admin,
    input: z.strictObject({ userId: Id }),
    output: User,
  }),
  update: command({
    path: 'PUT /users/{userId}',
    summary: 'Change, deactivate or activate a user',
    description:
      'A new password, and deactivating, end all logins of the user at once and revoke their API tokens for good: activating does not bring them back. The audit log says how many.',
    access: admin,
    input: UpdateUser,
    output: User,
    secret: true,
  }),
  delete: command({
    path: 'DELETE /users/{userId}',
    summary: 'Delete a user; what they did stays under their name',
    description: 'Ends all their logins at once and revokes their API tokens for good.',
    access: admin,
    input: z.strictObject({ userId: Id }),
    output: Nothing,
    status: 204,
  }),
  profile: query({
    path: 'GET /profile',
    summary: 'The own profile',
    access: login,
    input: z.strictObject({}),
    output: User,
  }),
  updateProfile: command({
    path: 'PUT /profile',
    summary: 'Change the own name and address',
    description: 'Another address asks for the password: whoever reads its mail can choose a new one.',
    access: login,
    input: UpdateProfile,
    output: User,
    secret: true,
  }),
} satisfies Operations
