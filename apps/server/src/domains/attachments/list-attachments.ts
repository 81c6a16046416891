import type { attachments as operations } from '@testplanit/api/domains/attachments/operations'
import { eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { attachmentOf, listedOf, subjectColumns } from './answers.ts'
import { attachments, files } from './tables.ts'

const { size, contentType, image } = files
const columns = { ...getTableColumns(attachments), size, contentType, image }

export const listAttachments: Handler<typeof operations.list> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: {
      id: attachments.id,
      by: attachments.order,
      keyOf: (row: typeof attachments.$inferSelect) => row.order,
      descending: false,
    },
    where: [
      eq(sql.raw(`attachments.${subjectColumns[input.entityType]}`), input.entityId),
      isNull(attachments.deletedAt),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select(columns)
        .from(attachments)
        .leftJoin(files, eq(files.id, attachments.fileId))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, attachments, where),
  })
  return { data: data.map((row) => listedOf(attachmentOf(row), row, input)), pagination }
}
