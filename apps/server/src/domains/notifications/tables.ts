import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { time } from '../../platform/database/columns.ts'
import { projects } from '../projects/tables.ts'
import { users } from '../users/tables.ts'

/** What somebody is told; of what it tells, the names as they stood then. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    /** Who is told. */
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** Whose doing it was. */
    actorId: uuid().references(() => users.id),
    projectId: uuid().references(() => projects.id),
    kind: text().notNull(),
    /** Where to look. */
    entityType: text().notNull(),
    entityId: uuid().notNull(),
    title: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The event that it tells of: it tells of it once. */
    eventId: uuid(),
    readAt: time(),
  },
  (t) => [
    index('notifications_of_user').on(t.userId, t.id),
    index('notifications_unread').on(t.userId, t.id).where(sql`read_at is null`),
    uniqueIndex('notifications_event_taken').on(t.userId, t.eventId, t.kind),
  ],
)
