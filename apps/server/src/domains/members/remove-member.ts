import type { members as operations } from '@testplanit/api/domains/members/operations'
import { forbidden, notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { isFree, mustHold } from './access.ts'
import { formerGrants } from './queries.ts'
import { members } from './tables.ts'

export const removeMember: Handler<typeof operations.remove> = async ({ input, actor, tx, record }) => {
  const [own] = await tx
    .select({ id: members.id, formerGrants })
    .from(members)
    .where(and(eq(members.projectId, input.projectId), eq(members.userId, input.userId), isNull(members.deletedAt)))
  if (input.userId === actor.id && !isFree(actor)) throw forbidden('Somebody else must remove your own row.')
  mustHold(actor, own?.formerGrants ?? null)
  if (!own) throw notFound('member')
  record.deleted('member', await remove(tx, members, own.id, actor))
}
