import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { sessionResultColumns, sessionResultOf } from './answers.ts'
import { sessionResults } from './tables.ts'

export const listResults: Handler<typeof operations.listResults> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: sessionResults.id, descending: true },
    where: [eq(sessionResults.sessionId, input.sessionId)],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(sessionResultColumns).from(sessionResults).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, sessionResults, where),
  })
  return { data: data.map(sessionResultOf), pagination }
}
