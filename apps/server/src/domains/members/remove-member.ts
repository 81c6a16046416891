import type { members as operations } from '@testplanit/api/domains/members/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { formerGrants } from './queries.ts'
import { mustBeOfAnother, mustHold } from './rules.ts'
import { members } from './tables.ts'

export const removeMember: Handler<typeof operations.remove> = async ({ input, actor, tx, record }) => {
  const [own] = await tx
    .select({ id: members.id, formerGrants })
    .from(members)
    .where(and(eq(members.projectId, input.projectId), eq(members.userId, input.userId), isNull(members.deletedAt)))
  mustBeOfAnother(actor, input.userId)
  mustHold(actor, own?.formerGrants ?? null)
  if (!own) throw notFound('member')
  record.deleted('member', await remove(tx, members, own.id, actor))
}
