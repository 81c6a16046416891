import { sql } from 'drizzle-orm'
import { type AnyPgColumn, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deleted, living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

const rootAndLiving = sql`parent_id is null and deleted_at is null`

/** Where a folder stands among others, as text that sorts: by its order, equals by name. */
export const placeOf = ({ order, name }: { order: AnyPgColumn; name: AnyPgColumn }) =>
  sql<string>`(lpad(${order}::text, 10, '0') || ${name})`

export const folders = pgTable(
  'folders',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    /** Null for the one root folder of a project. */
    parentId: uuid().references((): AnyPgColumn => folders.id),
    name: text().notNull(),
    order: integer('position').notNull().default(0),
    /** Living cases right in it, kept with each change. */
    caseCount: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('folders_name_taken').on(t.projectId, t.parentId, t.name).where(living),
    uniqueIndex('folders_root_taken').on(t.projectId).where(rootAndLiving),
    index('folders_in_order').on(t.projectId, placeOf(t), t.id).where(living),
    index('folders_of_parent').on(t.parentId),
    index('folders_of_deletion').on(t.deletionId).where(deleted),
  ],
)
