import type { members as operations } from '@testplanit/api/domains/members/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, mustHaveVersion } from '../../platform/database/entities.ts'
import { newId } from '../../platform/database/ids.ts'
import { holdRole } from '../roles/queries.ts'
import { users } from '../users/tables.ts'
import { grantsOf } from './queries.ts'
import { mustBeOfAnother, mustHold, mustHoldAll } from './rules.ts'
import { members } from './tables.ts'

export const setMember: Handler<typeof operations.set> = async ({ input, actor, tx, record }) => {
  const { projectId, userId, roleId, expectedVersion } = input
  const role = await holdRole(tx, roleId)
  // The user's row is held: two who set the same member follow one another, and nobody deletes the user meanwhile.
  const [is] = await tx
    .select({ name: users.name, email: users.email, before: members })
    .from(users)
    .leftJoin(members, and(eq(members.projectId, projectId), eq(members.userId, users.id), isNull(members.deletedAt)))
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .for('no key update', { of: users })
  if (!is) throw notFound('user')
  const { before, name, email } = is
  mustBeOfAnother(actor, userId)
  mustHold(actor, role?.grants ?? null)
  mustHoldAll(actor, await grantsOf(tx, projectId, sql`u.id = ${userId}`))
  mustHaveVersion(before?.version ?? 0, expectedVersion)
  const [after] = await tx
    .insert(members)
    .values({ id: newId(), projectId, userId, roleId, createdBy: actor.id, updatedBy: actor.id })
    .onConflictDoUpdate({
      target: [members.projectId, members.userId],
      targetWhere: isNull(members.deletedAt),
      set: { roleId, updatedBy: actor.id, updatedAt: sql`now()`, version: sql`${members.version} + 1` },
    })
    .returning()
  if (!after) throw new Error('The row of a member was neither made nor changed.')
  if (before) record.updated('member', before, after)
  else record.created('member', after)
  return { ...answer(after), name, email, roleName: role?.name ?? null }
}
