import type { Handlers } from '../../pipeline/handler.ts'
import { copyRole } from './copy-role.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { getRole } from './get-role.ts'
import { listRoles } from './list-roles.ts'
import { listUses } from './list-uses.ts'
import { updateRole } from './update-role.ts'

export const rolesHandlers = {
  list: listRoles,
  create: createRole,
  get: getRole,
  update: updateRole,
  delete: deleteRole,
  copy: copyRole,
  listUses,
} satisfies Handlers['roles']
