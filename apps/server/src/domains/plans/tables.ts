import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deleted, living, richText, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { milestones } from '../milestones/tables.ts'
import { projects } from '../projects/tables.ts'

/** A group of runs: each belongs to one plan, or to none. */
export const plans = pgTable(
  'plans',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    milestoneId: uuid().references(() => milestones.id),
    name: text().notNull(),
    description: richText(),
    completedAt: time(),
  },
  (t) => [
    uniqueIndex('plans_name_taken').on(t.projectId, t.name).where(living),
    index('plans_of_project').on(t.projectId, t.id).where(living),
    index('plans_of_milestone').on(t.milestoneId, t.id).where(sql`milestone_id is not null`),
    index('plans_of_deletion').on(t.deletionId).where(deleted),
  ],
)
