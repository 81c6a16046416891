import { grants } from '@testplanit/api/access'
import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { eq, inArray, sql } from 'drizzle-orm'
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
const issueId = sql<string | null>`(
  select i.id from issues i where i.finding_id = findings.id and i.deleted_at is null)`
const nobodys = sql<string | null>`null::uuid`

export const listFindings: Handler<typeof operations.listFindings> = async ({ input, actor, db }) => {
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
        .select({ ...columns, issueId: grants(actor.grants, 'issues', 'read') ? issueId : nobodys })
        .from(findings)
        .innerJoin(sessionResults, eq(sessionResults.id, findings.sessionResultId))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, findings, where),
  })
}
