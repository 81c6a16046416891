import type { members as operations } from '@testplanit/api/domains/members/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { grantsOf } from './queries.ts'
import { mustBeOfAnother, mustHoldAll } from './rules.ts'
import { members } from './tables.ts'

/** Without a row of their own, their groups or the default access may let them do more: that is given, too. */
export const removeMember: Handler<typeof operations.remove> = async ({ input, actor, tx, record }) => {
  const { projectId, userId } = input
  const [own] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.projectId, projectId), eq(members.userId, userId), isNull(members.deletedAt)))
  mustBeOfAnother(actor, userId)
  mustHoldAll(actor, await grantsOf(tx, projectId, sql`u.id = ${userId}`))
  if (!own) throw notFound('member')
  const removed = await remove(tx, members, own.id, actor)
  mustHoldAll(actor, await grantsOf(tx, projectId, sql`u.id = ${userId}`))
  record.deleted('member', removed)
}
