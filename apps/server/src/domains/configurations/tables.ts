import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

export const configurations = pgTable(
  'configurations',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    variants: jsonb().$type<Record<string, string>>().notNull(),
  },
  (t) => [
    uniqueIndex('configurations_name_taken').on(t.projectId, t.name).where(living),
    index('configurations_of_project').on(t.projectId, t.id).where(living),
  ],
)
