import type { auth } from '@testplanit/api/domains/auth/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { listLiving } from '../../platform/database/entities.ts'
import { apiTokenOf } from './answers.ts'
import { apiTokens } from './tables.ts'

export const listApiTokens: Handler<typeof auth.listApiTokens> = async ({ input, actor, db }) =>
  listLiving(db, apiTokens, input, {
    where: [eq(apiTokens.userId, actor.id)],
    as: apiTokenOf,
  })
