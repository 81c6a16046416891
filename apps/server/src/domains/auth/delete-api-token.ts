import type { auth } from '@testplanit/api/domains/auth/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { apiTokens } from './tables.ts'

export const deleteApiToken: Handler<typeof auth.deleteApiToken> = async ({ input, actor, tx, record }) => {
  const [own] = await tx
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(and(eq(apiTokens.id, input.apiTokenId), eq(apiTokens.userId, actor.id)))
  if (!own) throw notFound('token')
  record.deleted('apiToken', await remove(tx, apiTokens, own.id, actor))
}
