import type { Grants } from '@testplanit/api/access'
import { type AnyPgColumn, boolean, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { baseOf, living } from '../../platform/database/columns.ts'
import { users } from '../users/tables.ts'

/** What its holders may do in a project. Users refer to roles, and roles to users: each names the other late. */
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
