import type { Field, FieldKind } from '@testplanit/api/domains/fields/schemas'
import { sql } from 'drizzle-orm'
import { check, doublePrecision, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

/** A custom field of a project's cases; templates say which cases have it. */
export const fields = pgTable(
  'fields',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    description: text(),
    kind: text().$type<FieldKind>().notNull(),
    /** What SELECT and MULTI_SELECT choose from. */
    options: jsonb().$type<Field['options']>().notNull().default([]),
    /** Bounds: of a number its value, of a text its length. */
    min: doublePrecision(),
    max: doublePrecision(),
  },
  (t) => [
    uniqueIndex('fields_name_taken').on(t.projectId, sql`lower(${t.name})`).where(living),
    index('fields_of_project').on(t.projectId, t.id).where(living),
    check(
      'fields_kind',
      sql`${t.kind} in ('TEXT', 'LONG_TEXT', 'NUMBER', 'INTEGER', 'DATE', 'CHECKBOX', 'SELECT', 'MULTI_SELECT', 'LINK', 'STEPS', 'USER')`,
    ),
  ],
)
