import type { members as operations } from '@testplanit/api/domains/members/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { projects } from '../projects/tables.ts'
import { holdRole } from '../roles/queries.ts'
import { defaultAccessOf } from './answers.ts'
import { everything, mustHold } from './rules.ts'

export const setDefaultAccess: Handler<typeof operations.setDefaultAccess> = async ({ input, actor, tx, record }) => {
  const { projectId: id, defaultAccess, roleId = null } = input
  const role = await holdRole(tx, roleId)
  mustHold(actor, defaultAccess === 'USER_ROLE' ? everything : (role?.grants ?? null))
  const changes = { defaultAccess, defaultRoleId: roleId }
  const { before, after } = await change(tx, projects, { id, changes }, actor)
  record.updated('project', before, after)
  return defaultAccessOf(after)
}
