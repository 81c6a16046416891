import type { audit as operations } from '@testplanit/api/domains/audit/operations'
import type { Out } from '@testplanit/api/operation'
import { desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Reader } from '../../platform/database/database.ts'
import { madeOn } from '../../platform/database/ids.ts'
import { readableProjects } from '../members/access.ts'
import { users } from '../users/tables.ts'
import { auditLog } from './tables.ts'

type Filters = Omit<Out<(typeof operations)['export']['input']>, 'format'>

/**
 * The conditions of what filters ask for. Administrators see everything, what is about no project included; others where
 * they may read the audit log.
 */
export const entriesWhere = (actor: Actor, filters: Filters): (SQL | undefined)[] => {
  const { projectId, userId, entityType, entityId, operation, from, to } = filters
  return [
    actor.systemAccess === 'ADMIN' ? undefined : sql`${auditLog.projectId} in ${readableProjects(actor.id, 'audit')}`,
    projectId ? eq(auditLog.projectId, projectId) : undefined,
    userId ? eq(auditLog.userId, userId) : undefined,
    entityType ? eq(auditLog.entityType, entityType) : undefined,
    entityId ? eq(auditLog.entityId, entityId) : undefined,
    operation ? sql`starts_with(${auditLog.operation} || '.', ${`${operation}.`})` : undefined,
    madeOn(auditLog.id, { from, to }),
  ]
}

const { requestId: _, ...told } = getTableColumns(auditLog)

/** Entries as the API answers them, the newest first. */
export const readEntries = (db: Reader, where: SQL | undefined, limit: number) =>
  db
    .select({ ...told, userName: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.userId))
    .where(where)
    .orderBy(desc(auditLog.id))
    .limit(limit)
