import type { CustomValue } from '@testplanit/api/domains/fields/schemas'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { anyJson, living } from '../../platform/database/columns.ts'
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
    /** Made with its project, and never deleted. */
    builtIn: boolean().notNull().default(false),
    /** What a case has that names none: one of each project. */
    isDefault: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('templates_name_taken').on(t.projectId, t.name).where(living),
    uniqueIndex('templates_default_taken').on(t.projectId).where(sql`is_default and deleted_at is null`),
    index('templates_of_project').on(t.projectId, t.id).where(living),
  ],
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
    defaultValue: anyJson<CustomValue>(),
  },
  (t) => [
    primaryKey({ columns: [t.templateId, t.fieldId] }),
    index('template_fields_of_field').on(t.fieldId, t.templateId),
  ],
)
