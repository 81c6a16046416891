import type { Notification } from '@testplanit/api/domains/notifications/schemas'
import { sql } from 'drizzle-orm'
import { boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { time } from '../../platform/database/columns.ts'
import { projects } from '../projects/tables.ts'
import { users } from '../users/tables.ts'

/** What some kinds tell beside. */
export type Details = Partial<Pick<Notification, 'commentId' | 'excerpt' | 'runId' | 'runCaseId' | 'count'>>

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
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    kind: text().$type<Notification['kind']>().notNull(),
    /** Where to look. */
    entityType: text().$type<Notification['entityType']>().notNull(),
    entityId: uuid().notNull(),
    title: text().notNull(),
    data: jsonb().$type<Details>().notNull(),
    /** The event that it tells of: it tells of it once. */
    eventId: uuid().notNull(),
    /** Whether it is shown in the app. What was told by mail alone stands here too, so that it is told once. */
    inApp: boolean().notNull(),
    readAt: time(),
  },
  (t) => [
    index('notifications_of_user').on(t.userId, t.id).where(sql`in_app`),
    index('notifications_unread').on(t.userId, t.id).where(sql`in_app and read_at is null`),
    uniqueIndex('notifications_event_taken').on(t.userId, t.eventId),
  ],
)
