import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { time } from '../platform/database/columns.ts'

/** What happened, to be handed to the jobs that listen. Partitioned by month, by range of the id. */
export const events = pgTable(
  'events',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    type: text().notNull(),
    entityId: uuid().notNull(),
    projectId: uuid(),
    /** Whose doing it was. */
    userId: uuid(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    handledAt: time(),
  },
  (t) => [index('events_unhandled').on(t.id).where(sql`handled_at is null`)],
)

/** First answers, for 24 hours, by user, operation and Idempotency-Key. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: uuid().notNull(),
    operation: text().notNull(),
    key: text().notNull(),
    digest: text().notNull(),
    createdAt: time().notNull().defaultNow(),
    answer: jsonb().$type<{ value: unknown }>(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.operation, t.key] }), index('idempotency_keys_age').on(t.createdAt)],
)

/** How often somebody called within a window; every process adds what it saw, once a second. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().notNull(),
    /** Unix time in seconds. */
    windowStart: integer().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
)
