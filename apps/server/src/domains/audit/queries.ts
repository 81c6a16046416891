import type { AuditEntry, audit as operations } from '@testplanit/api/domains/audit/operations'
import type { Out } from '@testplanit/api/operation'
import { eq, type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Actor } from '../../pipeline/actor.ts'
import type { Reader } from '../../platform/database/database.ts'
import { madeOn } from '../../platform/database/ids.ts'
import { ofReadable } from '../members/access.ts'
import { auditLog } from './tables.ts'

type Filters = Omit<Out<(typeof operations)['export']['input']>, 'format'>

/**
 * The conditions of what filters ask for. Administrators see everything, what is about no project included; others where
 * they may read the audit log.
 */
export const entriesWhere = (actor: Actor, filters: Filters): (SQL | undefined)[] => {
  const { projectId, userId, entityType, entityId, operation, from, to } = filters
  return [
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
  ]
}

/** Text, since the builder takes longer over a page of the log than PostgreSQL. */
const told =
  sql.raw(`a.id, a.created_at as "createdAt", a.user_id as "userId", u.name as "userName", a.address, a.operation,
  a.project_id as "projectId", a.entity_type as "entityType", a.entity_id as "entityId", a.changes`)

/** Entries as the API answers them, the newest first. */
export function readEntries(db: Reader, where: SQL | undefined, limit: SQL | number, offset: SQL | number = 0) {
  const slice = sql`
    select * from audit_log where ${where ?? sql`true`} order by id desc
     limit ${limit} offset ${offset}`
  return db.execute<z.infer<typeof AuditEntry>>(
    sql`select ${told} from (${slice}) a left join users u on u.id = a.user_id order by a.id desc`,
  )
}
