import { secondsOf } from '@testplanit/api/common/time'
import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import type { Finding, ListedSession, Session } from '@testplanit/api/domains/sessions/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { sessionResults, type sessions } from './tables.ts'

export type SessionRow = typeof sessions.$inferSelect

/** A session as lists answer it. */
export function listedSessionOf(row: SessionRow): ListedSession {
  const { bug, question, idea, risk, note, durationMs, ...session } = answer(row)
  const duration = secondsOf(durationMs) as number
  return { ...session, duration, durationMs, counts: { bug, question, idea, risk, note } }
}

/** A session as the API answers it. */
export const sessionOf = (row: SessionRow, attachments: Attachment[]): Session => ({
  ...listedSessionOf(row),
  attachments,
})

type ResultRow = Omit<typeof sessionResults.$inferSelect, 'projectId'>

interface Seen {
  findings: Finding[]
  attachments: Attachment[]
}

/** A session's result as the API answers it. */
export const sessionResultOf = ({ durationMs, ...row }: ResultRow & Seen) => ({
  ...row,
  duration: secondsOf(durationMs),
  durationMs,
})

/** The columns of a session's result: for `sessionResultOf`. */
const { projectId: _, ...ownColumns } = getTableColumns(sessionResults)
export const sessionResultColumns = {
  ...ownColumns,
  findings: sql<Finding[]>`(
    select coalesce(json_agg(json_build_object(
             'id', f.id, 'type', f.type, 'title', f.title, 'description', f.description, 'severity', f.severity
           ) order by f.position), '[]')
      from findings f where f.session_result_id = session_results.id)`,
  attachments: attachmentsAt('session_result_id', 'session_results.id'),
}
