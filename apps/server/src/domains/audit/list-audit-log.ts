import type { AuditEntry, audit as operations } from '@testplanit/api/domains/audit/operations'
import { eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Handler } from '../../pipeline/handler.ts'
import { madeOn } from '../../platform/database/ids.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { ofReadable } from '../members/access.ts'
import { auditLog } from './tables.ts'

/** Text, since the builder takes longer over a page of the log than PostgreSQL. */
const told =
  sql.raw(`a.id, a.created_at as "createdAt", a.user_id as "userId", u.name as "userName", a.address, a.operation,
  a.project_id as "projectId", a.entity_type as "entityType", a.entity_id as "entityId", a.changes`)

/** Administrators see everything, what is about no project included; others where they may read the audit log. */
export const listAuditLog: Handler<typeof operations.list> = async ({ input, actor, db }) => {
  const { projectId, userId, entityType, entityId, operation, from, to } = input
  return page(input, {
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
    rows: ({ where, orderBy, limit, offset }) => {
      const slice = sql`select * from audit_log where ${where} order by ${orderBy} limit ${limit} offset ${offset}`
      return db.execute<z.infer<typeof AuditEntry>>(
        sql`select ${told} from (${slice}) a left join users u on u.id = a.user_id order by a.id desc`,
      )
    },
    total: (where) => cappedCount(db, auditLog, where),
  })
}
