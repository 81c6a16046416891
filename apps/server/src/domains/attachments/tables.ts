import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deleted, time } from '../../platform/database/columns.ts'
import { imageTypes } from '../../platform/images/image-type.ts'
import { cases, steps } from '../cases/tables.ts'
import { comments } from '../comments/tables.ts'
import { issues } from '../issues/tables.ts'
import { projects } from '../projects/tables.ts'
import { results } from '../results/tables.ts'
import { runs } from '../runs/tables.ts'
import { sessionResults, sessions } from '../sessions/tables.ts'
import { users } from '../users/tables.ts'

/** Bytes in the storage, under a name made of the id. A key serves once, for whoever asked for it. */
export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    key: text().notNull(),
    name: text().notNull(),
    /** Bytes, as stated. */
    size: bigint({ mode: 'number' }).notNull(),
    contentType: text().notNull(),
    /** When it came to stand at something. */
    attachedAt: time(),
    /** When something that it stood at was gone for good. */
    discardedAt: time(),
    /** What it is by its first bytes, and can be read as. */
    image: text({ enum: imageTypes }),
    /** Where a small picture of the image is, once it was made. */
    thumbnailKey: text(),
  },
  (t) => [
    uniqueIndex('files_key_taken').on(t.key),
    index('files_unneeded').on(t.createdAt).where(sql`attached_at is null or discarded_at is not null`),
    check('files_image', sql`${t.image} in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')`),
  ],
)

/** A file or a link at one thing. */
export const attachments = pgTable(
  'attachments',
  {
    id: uuid().primaryKey(),
    createdAt: time().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    caseId: uuid().references(() => cases.id),
    stepId: uuid().references(() => steps.id),
    runId: uuid().references(() => runs.id),
    resultId: uuid().references(() => results.id),
    sessionId: uuid().references(() => sessions.id),
    sessionResultId: uuid().references(() => sessionResults.id),
    commentId: uuid().references(() => comments.id),
    issueId: uuid().references(() => issues.id),
    order: integer('position').notNull(),
    name: text().notNull(),
    /** A link, kept and never fetched; else a file. */
    url: text(),
    fileId: uuid().references(() => files.id),
    deletedAt: time(),
    deletionId: uuid(),
  },
  (t) => [
    index('attachments_of_case').on(t.caseId, t.order, t.id).where(sql`case_id is not null`),
    index('attachments_of_step').on(t.stepId, t.order, t.id).where(sql`step_id is not null`),
    index('attachments_of_run').on(t.runId, t.order, t.id).where(sql`run_id is not null`),
    index('attachments_of_result').on(t.resultId, t.order, t.id).where(sql`result_id is not null`),
    index('attachments_of_session').on(t.sessionId, t.order, t.id).where(sql`session_id is not null`),
    index('attachments_of_session_result')
      .on(t.sessionResultId, t.order, t.id)
      .where(sql`session_result_id is not null`),
    index('attachments_of_comment').on(t.commentId, t.order, t.id).where(sql`comment_id is not null`),
    index('attachments_of_issue').on(t.issueId, t.order, t.id).where(sql`issue_id is not null`),
    index('attachments_of_deletion').on(t.deletionId).where(deleted),
    index('attachments_of_file').on(t.fileId).where(sql`file_id is not null`),
    check(
      'attachments_one',
      sql`num_nonnulls(${t.caseId}, ${t.stepId}, ${t.runId}, ${t.resultId}, ${t.sessionId}, ${t.sessionResultId}, ${t.commentId}, ${t.issueId}) = 1`,
    ),
    check('attachments_file_or_link', sql`num_nonnulls(${t.url}, ${t.fileId}) = 1`),
  ],
)
