import * as z from 'zod'
import { admin, anyone, login } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  ApiToken,
  ChangePassword,
  CreateApiToken,
  CreatedApiToken,
  Credentials,
  Login,
  OwnLogin,
  Setup,
} from './schemas.ts'

export const auth = {
  setupState: query({
    path: 'GET /auth/setup',
    summary: 'Whether the installation still waits for its first administrator',
    access: anyone,
    input: z.strictObject({}),
    output: z.object({ needed: z.boolean() }),
  }),
  setup: command({
    path: 'POST /auth/setup',
    summary: 'Create the first administrator',
    description: 'Only while there is no user. The server prints the setup token when it starts without users.',
    access: anyone,
    input: Setup,
    output: Login,
    status: 201,
    secret: true,
  }),
  login: command({
    path: 'POST /auth/login',
    summary: 'Log in',
    description: 'Sets the cookie testplanit_session.',
    access: anyone,
    input: Credentials,
    output: Login,
    secret: true,
  }),
  logout: command({
    path: 'POST /auth/logout',
    summary: 'Log out',
    access: login,
    input: z.strictObject({}),
    output: Nothing,
    status: 204,
  }),
  session: query({
    path: 'GET /auth/session',
    summary: 'Who is logged in',
    access: login,
    input: z.strictObject({}),
    output: Login,
  }),
  changePassword: command({
    path: 'POST /auth/change-password',
    summary: 'Change the own password',
    description:
      "Ends the user's other logins; their API tokens go on. (A password that an administrator sets ends both.)",
    access: login,
    input: ChangePassword,
    output: Nothing,
    status: 204,
    secret: true,
  }),
  listLogins: query({
    path: 'GET /logins',
    summary: 'List the own logins, the newest first',
    access: login,
    input: list({}),
    output: pageOf(OwnLogin),
  }),
  endLogin: command({
    path: 'DELETE /logins/{loginId}',
    summary: 'End one of the own logins',
    access: login,
    input: z.strictObject({ loginId: Id }),
    output: Nothing,
    status: 204,
  }),
  endOtherLogins: command({
    path: 'DELETE /logins',
    summary: 'End all own logins but the one that asks',
    access: login,
    input: z.strictObject({}),
    output: Nothing,
    status: 204,
  }),
  listUserLogins: query({
    path: 'GET /users/{userId}/logins',
    summary: "List a user's logins, the newest first",
    access: admin,
    input: list({ userId: Id }),
    output: pageOf(OwnLogin),
  }),
  endUserLogins: command({
    path: 'DELETE /users/{userId}/logins',
    summary: "End all of a user's logins",
    description: 'Their API tokens go on.',
    access: admin,
    input: z.strictObject({ userId: Id }),
    output: Nothing,
    status: 204,
  }),
  listApiTokens: query({
    path: 'GET /api-tokens',
    summary: 'List the own API tokens',
    access: login,
    input: list({}),
    output: pageOf(ApiToken),
  }),
  createApiToken: command({
    path: 'POST /api-tokens',
    summary: 'Create an API token',
    description:
      'The token is shown once. Send it as `Authorization: Bearer tpi_…`. It ends when it expires, is deleted, or when an administrator sets a new password for its user, deactivates or deletes them; not when users change their password themselves.',
    access: login,
    input: CreateApiToken,
    output: CreatedApiToken,
    status: 201,
    secret: true,
  }),
  deleteApiToken: command({
    path: 'DELETE /api-tokens/{apiTokenId}',
    summary: 'End an API token',
    access: login,
    input: z.strictObject({ apiTokenId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
