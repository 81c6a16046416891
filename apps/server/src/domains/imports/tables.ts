import type { ImportSummary } from '@testplanit/api/domains/imports/schemas'
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { time } from '../../platform/database/columns.ts'
import { projects } from '../projects/tables.ts'
import { runs } from '../runs/tables.ts'
import { users } from '../users/tables.ts'

/** One upload of results. The same bytes into the same run are imported once. */
export const imports = pgTable(
  'imports',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    runId: uuid()
      .notNull()
      .references(() => runs.id),
    digest: text().notNull(),
    summary: jsonb().$type<ImportSummary>().notNull(),
  },
  (t) => [uniqueIndex('imports_digest').on(t.runId, t.digest), index('imports_list').on(t.projectId, t.id)],
)
