import { boolean, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

export const templates = pgTable(
  'templates',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    description: text(),
    builtIn: boolean().notNull().default(false),
  },
  (t) => [uniqueIndex('templates_name_taken').on(t.projectId, t.name).where(living)],
)
