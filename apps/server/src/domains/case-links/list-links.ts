import type { caseLinks as operations } from '@testplanit/api/domains/case-links/operations'
import { eq, isNull, or } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { linkColumns } from './answers.ts'
import { caseLinks } from './tables.ts'

export const listLinks: Handler<typeof operations.ofCase> = async ({ input, db }) => {
  const { caseId, type } = input
  return page(input, {
    order: { id: caseLinks.id, descending: true },
    where: [
      or(eq(caseLinks.caseAId, caseId), eq(caseLinks.caseBId, caseId)),
      isNull(caseLinks.deletedAt),
      type && eq(caseLinks.type, type),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select(linkColumns({ caseA: true, caseB: true }))
        .from(caseLinks)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, caseLinks, where),
  })
}
