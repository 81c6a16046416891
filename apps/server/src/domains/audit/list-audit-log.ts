import type { audit as operations } from '@testplanit/api/domains/audit/operations'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { madeOn } from '../../platform/database/ids.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { ofReadable } from '../members/access.ts'
import { users } from '../users/tables.ts'
import { auditLog } from './tables.ts'

const { requestId: _, ...told } = getTableColumns(auditLog)

/** Administrators see everything, what is about no project included; others where they may read the audit log. */
export const listAuditLog: Handler<typeof operations.list> = async ({ input, actor, db }) => {
  const { projectId, userId, entityType, entityId, operation, from, to } = input
  const { data, pagination } = await page(input, {
    order: { id: auditLog.id, descending: true },
    where: [
      actor.systemAccess !== 'ADMIN'
        ? ofReadable(auditLog.projectId, actor.id, 'audit', projectId)
        : projectId
          ? eq(auditLog.projectId, projectId)
          : undefined,
      userId ? eq(auditLog.userId, userId) : undefined,
      entityType ? eq(auditLog.entityType, entityType) : undefined,
      entityId ? eq(auditLog.entityId, entityId) : undefined,
      operation ? sql`starts_with(${auditLog.operation} || '.', ${`${operation}.`})` : undefined,
      madeOn(auditLog.id, { from, to }),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ ...told, userName: users.name })
        .from(auditLog)
        .leftJoin(users, eq(users.id, auditLog.userId))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, auditLog, where),
  })
  return { data, pagination }
}
