import type { Trashed } from '@testplanit/api/domains/trash/schemas'
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Parted } from '../../pipeline/record.ts'
import { time } from '../../platform/database/columns.ts'
import { projects } from '../projects/tables.ts'
import { users } from '../users/tables.ts'

/** One deletion: what was asked to go, and all that went with it carries its id. */
export const deletions = pgTable(
  'deletions',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    projectId: uuid().references(() => projects.id),
    entityType: text().$type<Trashed>().notNull(),
    entityId: uuid().notNull(),
    /** What people called it. */
    name: text().notNull(),
    /** How many entities went with it. */
    further: integer().notNull().default(0),
    /** What stood in it and went on without it: a restore joins that again. */
    parted: jsonb().$type<Parted>(),
    restoredAt: time(),
    restoredBy: uuid().references(() => users.id),
    /** When its time in the trash was over: it cannot come back, and what nothing else shows any more goes for good. */
    purgedAt: time(),
  },
  (t) => [
    index('deletions_of_project').on(t.projectId, t.id),
    index('deletions_to_restore').on(t.id).where(sql`restored_at is null and purged_at is null`),
    index('deletions_purged').on(t.id).where(sql`purged_at is not null`),
  ],
)
