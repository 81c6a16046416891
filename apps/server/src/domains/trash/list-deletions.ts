import type { trash as operations } from '@testplanit/api/domains/trash/operations'
import { eq, ilike, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { deletionColumns } from './answers.ts'
import { deletions } from './tables.ts'

export const listDeletions: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, entityType, search } = input
  return page(input, {
    order: { id: deletions.id, descending: true },
    where: [
      isNull(deletions.restoredAt),
      isNull(deletions.purgedAt),
      projectId ? eq(deletions.projectId, projectId) : undefined,
      entityType ? eq(deletions.entityType, entityType) : undefined,
      search ? ilike(deletions.name, contains(search)) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(deletionColumns).from(deletions).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, deletions, where),
  })
}
