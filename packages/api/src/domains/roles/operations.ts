import * as z from 'zod'
import { admin, login } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CopyRole, CreateRole, ListRoles, Role, RoleUse, UpdateRole } from './schemas.ts'

export const roles = {
  list: query({
    path: 'GET /roles',
    summary: 'List roles and what they grant, the oldest first',
    access: login,
    input: ListRoles,
    output: pageOf(Role),
  }),
  create: command({
    path: 'POST /roles',
    summary: 'Create a role',
    access: admin,
    input: CreateRole,
    output: Role,
    status: 201,
  }),
  get: query({
    path: 'GET /roles/{roleId}',
    summary: 'Get a role',
    access: login,
    input: z.strictObject({ roleId: Id }),
    output: Role,
  }),
  update: command({
    path: 'PUT /roles/{roleId}',
    summary: 'Change a role',
    description: 'From then on whoever has it may do what it grants now. The starting roles can be changed too.',
    access: admin,
    input: UpdateRole,
    output: Role,
  }),
  delete: command({
    path: 'DELETE /roles/{roleId}',
    summary: 'Delete a role that is not in use',
    description: 'In use, it stays: a 409 whose issues say where.',
    access: admin,
    input: z.strictObject({ roleId: Id }),
    output: Nothing,
    status: 204,
  }),
  copy: command({
    path: 'POST /roles/{roleId}/copy',
    summary: 'Create a role that grants what another one does',
    access: admin,
    input: CopyRole,
    output: Role,
    status: 201,
  }),
  listUses: query({
    path: 'GET /roles/{roleId}/uses',
    summary: 'Where a role is in use',
    access: admin,
    input: z.strictObject({ roleId: Id }),
    output: z.object({ data: z.array(RoleUse) }),
  }),
} satisfies Operations
