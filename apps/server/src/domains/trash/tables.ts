import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
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
    entityType: text().notNull(),
    entityId: uuid().notNull(),
    /** What people called it. */
    name: text().notNull(),
    /** How many entities went with it. */
    further: integer().notNull().default(0),
    restoredAt: time(),
    restoredBy: uuid().references(() => users.id),
  },
  (t) => [index('deletions_of_project').on(t.projectId, t.id)],
)
