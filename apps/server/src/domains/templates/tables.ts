import { boolean, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { fields } from '../fields/tables.ts'
import { projects } from '../projects/tables.ts'

export const templates = pgTable(
  'templates',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    description: text(),
    builtIn: boolean().notNull().default(false),
  },
  (t) => [uniqueIndex('templates_name_taken').on(t.projectId, t.name).where(living)],
)

/** Which fields the cases of a template have, and in which order. */
export const templateFields = pgTable(
  'template_fields',
  {
    templateId: uuid()
      .notNull()
      .references(() => templates.id),
    fieldId: uuid()
      .notNull()
      .references(() => fields.id),
    order: integer('position').notNull(),
    required: boolean().notNull().default(false),
    /** What a new case has where nothing is given. */
    defaultValue: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.templateId, t.fieldId] })],
)
