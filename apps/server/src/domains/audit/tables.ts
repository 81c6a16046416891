import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { time } from '../../platform/database/columns.ts'

/**
 * Who did what; nobody edits it. Partitioned by month, by range of the id.
 * It refers to nothing: it outlives what it speaks of.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    userId: uuid(),
    address: text(),
    requestId: text(),
    operation: text().notNull(),
    projectId: uuid(),
    entityType: text(),
    entityId: uuid(),
    changes: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index('audit_log_of_project').on(t.projectId, t.id),
    index('audit_log_of_entity').on(t.entityId, t.id),
    index('audit_log_of_user').on(t.userId, t.id),
  ],
)
