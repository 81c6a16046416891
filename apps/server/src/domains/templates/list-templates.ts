import type { templates as operations } from '@testplanit/api/domains/templates/operations'
import { eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { templateColumns, templateOf } from './answers.ts'
import { templates } from './tables.ts'

export const listTemplates: Handler<typeof operations.list> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: templates.id, descending: true },
    where: [eq(templates.projectId, input.projectId), isNull(templates.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(templateColumns).from(templates).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, templates, where),
  })
  return { data: data.map(templateOf), pagination }
}
