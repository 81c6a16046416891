import type { CaseContent, ContentField } from '@testplanit/api/domains/case-versions/schemas'
import { integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { time } from '../../platform/database/columns.ts'
import { cases } from '../cases/tables.ts'
import { users } from '../users/tables.ts'

/**
 * What cases were before a change, and that change; the latest version is the case itself. A version that only went to
 * the trash and back has no row: the next one has its content.
 */
export const caseVersions = pgTable(
  'case_versions',
  {
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    version: integer().notNull(),
    content: jsonb().$type<CaseContent>().notNull(),
    /** When it was changed, by whom, and which fields. */
    replacedAt: time().notNull().defaultNow(),
    replacedBy: uuid().references(() => users.id),
    changed: jsonb().$type<ContentField[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.version] })],
)
