import type { SharedStep } from '@testplanit/api/domains/shared-steps/schemas'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'
import { users } from '../users/tables.ts'

/** Steps that many cases have in common: changed here, changed in all of them. */
export const sharedSteps = pgTable(
  'shared_steps',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    steps: jsonb().$type<SharedStep[]>().notNull(),
  },
  (t) => [
    uniqueIndex('shared_steps_name_taken').on(t.projectId, t.name).where(living),
    index('shared_steps_of_project').on(t.projectId, t.id).where(living),
  ],
)

/** What shared steps were before a change; the latest version is the row itself. */
export const sharedStepVersions = pgTable(
  'shared_step_versions',
  {
    sharedStepId: uuid()
      .notNull()
      .references(() => sharedSteps.id),
    version: integer().notNull(),
    /** When this version came to be, and by whom. */
    createdAt: time().notNull(),
    createdBy: uuid().references(() => users.id),
    name: text().notNull(),
    steps: jsonb().$type<SharedStep[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sharedStepId, t.version] })],
)
