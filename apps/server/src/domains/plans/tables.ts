import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living, richText } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { milestones } from '../milestones/tables.ts'
import { projects } from '../projects/tables.ts'

/** A group of runs. */
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
  },
  (t) => [
    uniqueIndex('plans_name_taken').on(t.projectId, t.name).where(living),
    index('plans_of_project').on(t.projectId, t.id).where(living),
  ],
)
