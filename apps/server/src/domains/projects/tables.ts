import type { Project } from '@testplanit/api/domains/projects/schemas'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living, richText } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { roles } from '../roles/tables.ts'

export const projects = pgTable(
  'projects',
  {
    ...base(),
    name: text().notNull(),
    description: richText(),
    icon: text(),
    color: text(),
    settings: jsonb().$type<Project['settings']>().notNull(),
    defaultAccess: text({ enum: ['NONE', 'USER_ROLE', 'ROLE'] })
      .notNull()
      .default('NONE'),
    defaultRoleId: uuid().references(() => roles.id),
    /** Living cases: kept with each change, so that a list's total costs nothing. */
    caseCount: integer().notNull().default(0),
    /** Set on the sample project alone. */
    sample: text(),
  },
  (t) => [
    uniqueIndex('projects_name_taken').on(t.name).where(living),
    uniqueIndex('projects_sample_taken').on(t.sample).where(living),
    index('projects_living').on(t.id).where(living),
    check('projects_default_access', sql`${t.defaultAccess} in ('NONE', 'USER_ROLE', 'ROLE')`),
  ],
)
