import { type AnyPgColumn, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { deleted, living, richText, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

export const milestones = pgTable(
  'milestones',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    parentId: uuid().references((): AnyPgColumn => milestones.id),
    name: text().notNull(),
    description: richText(),
    startDate: date({ mode: 'string' }),
    dueDate: date({ mode: 'string' }),
    startedAt: time(),
    completedAt: time(),
  },
  (t) => [
    index('milestones_of_project').on(t.projectId, t.id).where(living),
    index('milestones_of_parent').on(t.parentId),
    index('milestones_of_deletion').on(t.deletionId).where(deleted),
  ],
)
