import { boolean, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { users } from '../users/tables.ts'

/** One row a login. Its id is the SHA-256 of the token in the cookie, in hex: the token itself is kept nowhere. */
export const logins = pgTable(
  'logins',
  {
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: time().notNull().defaultNow(),
    /** lucia speaks in Dates. */
    expiresAt: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
    address: text(),
    userAgent: text(),
    /** What others may know it by. */
    publicId: uuid().notNull().defaultRandom(),
    lastSeenAt: time(),
  },
  (t) => [index('logins_user').on(t.userId, t.publicId)],
)

export const apiTokens = pgTable(
  'api_tokens',
  {
    ...base(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    tokenHash: text().notNull(),
    readOnly: boolean().notNull().default(false),
    expiresAt: time(),
    lastUsedAt: time(),
  },
  (t) => [uniqueIndex('api_tokens_hash').on(t.tokenHash), index('api_tokens_user').on(t.userId, t.id).where(living)],
)

/** A link to choose a new password, which goes when it is used; the token is kept as a hash. */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    tokenHash: text().notNull(),
    expiresAt: time().notNull(),
  },
  (t) => [uniqueIndex('password_resets_hash').on(t.tokenHash), index('password_resets_user').on(t.userId)],
)
