import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { deleted, richText } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { cases } from '../cases/tables.ts'
import { projects } from '../projects/tables.ts'
import { results } from '../results/tables.ts'
import { runs } from '../runs/tables.ts'
import { sessions } from '../sessions/tables.ts'
import { users } from '../users/tables.ts'

/** What somebody says about one of the four; always a document. */
export const comments = pgTable(
  'comments',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    caseId: uuid().references(() => cases.id),
    runId: uuid().references(() => runs.id),
    sessionId: uuid().references(() => sessions.id),
    resultId: uuid().references(() => results.id),
    content: richText().notNull(),
  },
  (t) => [
    index('comments_of_case').on(t.caseId, t.id).where(sql`case_id is not null`),
    index('comments_of_deletion').on(t.deletionId).where(deleted),
    index('comments_of_run').on(t.runId, t.id).where(sql`run_id is not null`),
    index('comments_of_session').on(t.sessionId, t.id).where(sql`session_id is not null`),
    index('comments_of_result').on(t.resultId, t.id).where(sql`result_id is not null`),
    check('comments_one', sql`num_nonnulls(${t.caseId}, ${t.runId}, ${t.sessionId}, ${t.resultId}) = 1`),
  ],
)

export const commentMentions = pgTable(
  'comment_mentions',
  {
    commentId: uuid()
      .notNull()
      .references(() => comments.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.commentId, t.userId] }), index('comment_mentions_of_user').on(t.userId)],
)
