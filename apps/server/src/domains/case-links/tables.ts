import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deleted, living, time } from '../../platform/database/columns.ts'
import { cases } from '../cases/tables.ts'
import { projects } from '../projects/tables.ts'
import { users } from '../users/tables.ts'

/** Between two cases of a project. SAME_TEST_DIFFERENT_SOURCE has no direction; of DEPENDS_ON, A depends on B. */
export const caseLinks = pgTable(
  'case_links',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    caseAId: uuid()
      .notNull()
      .references(() => cases.id),
    caseBId: uuid()
      .notNull()
      .references(() => cases.id),
    type: text({ enum: ['SAME_TEST_DIFFERENT_SOURCE', 'DEPENDS_ON'] }).notNull(),
    deletedAt: time(),
    /** Set where it went with one of its cases: it comes back with that case. */
    deletionId: uuid(),
  },
  (t) => [
    uniqueIndex('case_links_pair_taken')
      .on(t.type, sql`least(${t.caseAId}, ${t.caseBId})`, sql`greatest(${t.caseAId}, ${t.caseBId})`)
      .where(living),
    index('case_links_of_a').on(t.caseAId, t.id),
    index('case_links_of_b').on(t.caseBId, t.id),
    index('case_links_of_project').on(t.projectId, t.id),
    index('case_links_of_deletion').on(t.deletionId).where(deleted),
    check('case_links_type', sql`${t.type} in ('SAME_TEST_DIFFERENT_SOURCE', 'DEPENDS_ON')`),
    check('case_links_not_itself', sql`${t.caseAId} <> ${t.caseBId}`),
  ],
)
