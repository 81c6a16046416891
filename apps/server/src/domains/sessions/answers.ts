import { secondsOf } from '@testplanit/api/common/time'
import type { Finding, Session } from '@testplanit/api/domains/sessions/schemas'
import { getTableColumns, sql } from 'drizzle-orm'
import { answer } from '../../platform/database/entities.ts'
import { sessionResults, type sessions } from './tables.ts'

export type SessionRow = typeof sessions.$inferSelect

/** A session as the API answers it. */
export function sessionOf(row: SessionRow): Session {
  const { bug, question, idea, risk, note, durationMs, ...session } = answer(row)
  const duration = secondsOf(durationMs) as number
  return { ...session, duration, durationMs, counts: { bug, question, idea, risk, note } }
}

type ResultRow = Omit<typeof sessionResults.$inferSelect, 'projectId'>

/** A session's result as the API answers it. */
export const sessionResultOf = ({ durationMs, ...row }: ResultRow & { findings: Finding[] }) => ({
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
}
