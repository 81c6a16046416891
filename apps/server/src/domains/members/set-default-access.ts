import type { Grants } from '@testplanit/api/access'
import type { members as operations } from '@testplanit/api/domains/members/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { projects } from '../projects/tables.ts'
import { grantsOf, holdRole } from '../roles/queries.ts'
import { everything } from './access.ts'
import { defaultAccessOf } from './answers.ts'
import { mustHold } from './rules.ts'

export const setDefaultAccess: Handler<typeof operations.setDefaultAccess> = async ({ input, actor, tx, record }) => {
  const { projectId: id, defaultAccess, roleId = null } = input
  const role = await holdRole(tx, roleId)
  mustHold(actor, mostOf(defaultAccess, role?.grants ?? null))
  const changes = { defaultAccess, defaultRoleId: roleId }
  const check = async (is: typeof projects.$inferSelect) => {
    mustHold(actor, mostOf(is.defaultAccess, is.defaultRoleId ? await grantsOf(tx, is.defaultRoleId) : null))
    return undefined
  }
  const { before, after } = await change(tx, projects, { id, changes, check }, actor)
  record.updated('project', before, after)
  return defaultAccessOf(after)
}

/** What a default access gives at most: the default role of a user can be any. */
const mostOf = (defaultAccess: 'NONE' | 'USER_ROLE' | 'ROLE', grants: Grants | null) =>
  defaultAccess === 'USER_ROLE' ? everything : grants
