import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { eq, inArray } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { findings, sessionResults } from './tables.ts'

const columns = {
  id: findings.id,
  type: findings.type,
  title: findings.title,
  description: findings.description,
  severity: findings.severity,
  sessionResultId: findings.sessionResultId,
  createdAt: sessionResults.createdAt,
  createdBy: sessionResults.createdBy,
}

export const listFindings: Handler<typeof operations.listFindings> = async ({ input, db }) => {
  const { sessionId, type, severity } = input
  return page(input, {
    order: { id: findings.id, descending: true },
    where: [
      eq(findings.sessionId, sessionId),
      type?.length ? inArray(findings.type, type) : undefined,
      severity?.length ? inArray(findings.severity, severity) : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select(columns)
        .from(findings)
        .innerJoin(sessionResults, eq(sessionResults.id, findings.sessionResultId))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, findings, where),
  })
}
