import type { auth } from '@testplanit/api/domains/auth/operations'
import { eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { apiTokenOf } from './queries.ts'
import { apiTokens } from './tables.ts'

export const listApiTokens: Handler<typeof auth.listApiTokens> = async ({ input, actor, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: apiTokens.id, descending: true },
    where: [eq(apiTokens.userId, actor.id), isNull(apiTokens.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select().from(apiTokens).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, apiTokens, where),
  })
  return { data: data.map(apiTokenOf), pagination }
}
