import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { projects } from '../projects/tables.ts'

/** A word on cases, made when first used. */
export const tags = pgTable(
  'tags',
  {
    id: uuid().primaryKey(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
  },
  (t) => [uniqueIndex('tags_name_taken').on(t.projectId, sql`lower(${t.name})`)],
)
