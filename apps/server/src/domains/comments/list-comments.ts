import type { comments as operations } from '@testplanit/api/domains/comments/operations'
import { eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { commentOf } from './answers.ts'
import { type CommentRow, commentColumns, subjectFields } from './queries.ts'
import { comments } from './tables.ts'

export const listComments: Handler<typeof operations.list> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: comments.id, descending: true },
    where: [eq(comments[subjectFields[input.entityType]], input.entityId), isNull(comments.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) => {
      const slice = sql`select * from comments where ${where} order by ${orderBy} limit ${limit} offset ${offset}`
      return db.execute<CommentRow>(sql`select ${commentColumns} from (${slice}) comments order by ${orderBy}`)
    },
    total: (where) => cappedCount(db, comments, where),
  })
  return { comments: data.map(commentOf), pagination }
}
