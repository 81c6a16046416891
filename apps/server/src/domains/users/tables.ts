import type { Grants } from '@testplanit/api/access'
import type { Preferences } from '@testplanit/api/domains/notifications/schemas'
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { baseOf, living, time } from '../../platform/database/columns.ts'

export const roles = pgTable(
  'roles',
  {
    ...baseOf((): AnyPgColumn => users.id),
    name: text().notNull(),
    description: text(),
    builtIn: boolean().notNull().default(false),
    grants: jsonb().$type<Grants>().notNull(),
  },
  (t) => [uniqueIndex('roles_name_taken').on(t.name).where(living)],
)

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
    check('users_system_access', sql`${t.systemAccess} in ('NONE', 'USER', 'PROJECTADMIN', 'ADMIN')`),
  ],
)

export const groups = pgTable('groups', { ...baseOf((): AnyPgColumn => users.id), name: text().notNull() }, (t) => [
  uniqueIndex('groups_name_taken').on(t.name).where(living),
])

export const groupMembers = pgTable(
  'group_members',
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.userId, t.groupId] })],
)
