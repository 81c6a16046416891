import type { members as operations } from '@testplanit/api/domains/members/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { projects } from '../projects/tables.ts'
import { roles } from '../users/tables.ts'
import { everything } from './access.ts'
import { defaultAccessOf } from './answers.ts'
import { mustHold } from './rules.ts'

export const setDefaultAccess: Handler<typeof operations.setDefaultAccess> = async ({ input, actor, tx, record }) => {
  const { projectId: id, defaultAccess, roleId = null } = input
  const [role] = roleId ? await tx.select().from(roles).where(eq(roles.id, roleId)) : []
  mustHold(actor, defaultAccess === 'USER_ROLE' ? everything : (role?.grants ?? null))
  const changes = { defaultAccess, defaultRoleId: roleId }
  const { before, after } = await change(tx, projects, { id, changes }, actor)
  record.updated('project', before, after)
  return defaultAccessOf(after)
}
