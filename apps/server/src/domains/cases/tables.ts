import type { CaseParameters } from '@testplanit/api/domains/cases/schemas'
import type { CustomValue } from '@testplanit/api/domains/fields/schemas'
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { deleted, living, richText, time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { fields } from '../fields/tables.ts'
import { folders } from '../folders/tables.ts'
import { projects } from '../projects/tables.ts'
import { sharedSteps } from '../shared-steps/tables.ts'
import { tags } from '../tags/tables.ts'
import { templates } from '../templates/tables.ts'
import { users } from '../users/tables.ts'

/** A case's number is for people; it is unique in the installation and never used again. */
export const caseNumbers = pgSequence('case_numbers')

const automatedAndLiving = sql`automation_key is not null and deleted_at is null`

export const cases = pgTable(
  'cases',
  {
    ...base(),
    number: integer().notNull().default(sql`nextval('case_numbers')`),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    folderId: uuid()
      .notNull()
      .references(() => folders.id),
    templateId: uuid()
      .notNull()
      .references(() => templates.id),
    title: text().notNull(),
    description: richText(),
    expectedResult: text(),
    parameters: jsonb().$type<CaseParameters>(),
    /** The greatest number that a row of its parameters ever had. */
    lastParameterRow: integer().notNull().default(0),
    automationStatus: text({ enum: ['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED'] }).notNull(),
    /** Seconds. */
    estimate: integer(),
    priority: text({ enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
    approval: text({ enum: ['DRAFT', 'IN_REVIEW', 'APPROVED'] })
      .notNull()
      .default('APPROVED'),
    /** Who brought it there, when, and what they said; null where nobody did. */
    approvalBy: uuid().references(() => users.id),
    approvalAt: time(),
    approvalComment: text(),
    /** Who changed last what is reviewed; null: who made the case. */
    writtenBy: uuid().references(() => users.id),
    /** By the field's id, also of fields that its template lacks or that are deleted. */
    customFields: jsonb().$type<Record<string, CustomValue>>(),
    /** What an import of results knows the case by: a digest of class or suites, name, and place among equals. */
    automationKey: text(),
  },
  (t) => [
    uniqueIndex('cases_number_taken').on(t.number),
    uniqueIndex('cases_automation_key_taken').on(t.projectId, t.automationKey).where(automatedAndLiving),
    index('cases_by_id').on(t.projectId, t.id).where(living),
    index('cases_of_folder').on(t.folderId, t.id).where(living),
    index('cases_ever_in_folder').on(t.folderId),
    index('cases_by_title').on(t.projectId, t.title, t.id).where(living),
    index('cases_by_change').on(t.projectId, t.updatedAt, t.id).where(living),
    index('cases_of_template').on(t.templateId),
    index('cases_of_deletion').on(t.deletionId).where(deleted),
    index('cases_deleted').on(t.projectId, t.id).where(sql`deleted_at is not null`),
    index('cases_search').using('gin', sql`case_text(${t.title}, ${t.description}) gin_trgm_ops`),
    check('cases_automation_status', sql`${t.automationStatus} in ('MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED')`),
    index('cases_unapproved').on(t.projectId, t.id).where(sql`approval <> 'APPROVED' and deleted_at is null`),
    check('cases_approval', sql`${t.approval} in ('DRAFT', 'IN_REVIEW', 'APPROVED')`),
    check('cases_priority', sql`${t.priority} in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`),
  ],
)

/** A removed step stays, for the results that speak of it. */
export const steps = pgTable(
  'steps',
  {
    id: uuid().primaryKey(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    order: integer('position').notNull(),
    action: text().notNull(),
    expected: text(),
    removedAt: time(),
    /** The shared steps that it is one of, which of them, and in which place of the case, where they stand in several. */
    sharedStepId: uuid().references(() => sharedSteps.id),
    sharedItemId: uuid(),
    sharedUse: uuid(),
  },
  (t) => [
    index('steps_of_case').on(t.caseId, t.order),
    index('steps_of_shared').on(t.sharedStepId, t.caseId).where(sql`shared_step_id is not null`),
    uniqueIndex('steps_of_use').on(t.caseId, t.sharedUse, t.sharedItemId).where(sql`shared_use is not null`),
    index('steps_search')
      .using('gin', sql`step_text(${t.action}, ${t.expected}) gin_trgm_ops`)
      .where(sql`removed_at is null`),
  ],
)

export const caseTags = pgTable(
  'case_tags',
  {
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    tagId: uuid()
      .notNull()
      .references(() => tags.id),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.tagId] }), index('case_tags_of_tag').on(t.tagId, t.caseId)],
)

/** What cases are found and sorted by: the values of their custom fields as texts that sort as the values do. */
export const caseFieldKeys = pgTable(
  'case_field_keys',
  {
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    fieldId: uuid()
      .notNull()
      .references(() => fields.id),
    key: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.fieldId, t.key] }),
    index('case_field_keys_by_key').on(t.fieldId, t.key, t.caseId),
  ],
)
