import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

/** A word on cases, made when first used. A deleted one stays on its cases, unseen, so that it can come back. */
export const tags = pgTable(
  'tags',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
  },
  (t) => [uniqueIndex('tags_name_taken').on(t.projectId, sql`lower(${t.name})`).where(living)],
)
