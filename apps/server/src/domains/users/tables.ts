import type { Preferences } from '@testplanit/api/domains/notifications/schemas'
import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { baseOf, living, time } from '../../platform/database/columns.ts'
import { roles } from '../roles/tables.ts'

export const users = pgTable(
  'users',
  {
    ...baseOf((): AnyPgColumn => users.id),
    name: text().notNull(),
    email: text().notNull(),
    passwordHash: text().notNull(),
    systemAccess: text({ enum: ['NONE', 'USER', 'PROJECTADMIN', 'ADMIN'] }).notNull(),
    roleId: uuid().references((): AnyPgColumn => roles.id),
    active: boolean().notNull().default(true),
    lastSeenAt: time(),
    /** How they chose to be told what; of what does not stand here it is as usual. */
    notifications: jsonb().$type<Partial<Preferences['preferences']>>().notNull().default({}),
  },
  (t) => [
    uniqueIndex('users_email_taken').on(sql`lower(${t.email})`).where(living),
    index('users_by_name').on(t.name, t.id).where(living),
    check('users_system_access', sql`${t.systemAccess} in ('NONE', 'USER', 'PROJECTADMIN', 'ADMIN')`),
  ],
)
