import { millisecondsOf } from '@testplanit/api/common/time'
import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { newId, timeOf } from '../../platform/database/ids.ts'
import { readUploads } from '../attachments/queries.ts'
import { attach } from '../attachments/writes.ts'
import { type SessionRow, sessionResultOf } from './answers.ts'
import { mustTakeResults } from './rules.ts'
import { type sessionResults, sessions } from './tables.ts'

export const recordResult: Handler<typeof operations.recordResult> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { sessionId, notes = null, attachments: given } = input
    const durationMs = millisecondsOf(input)
    const findings = input.findings.map(({ description = null, severity = null, ...one }) => {
      return { id: newId(), ...one, description, severity }
    })
    // Holds the session's row as well: whoever completes it waits, or is seen here.
    const session = await countUp(tx, sessionId, durationMs ?? 0, findings)
    mustTakeResults(session)
    const id = newId()
    const row = { id, createdAt: timeOf(id), createdBy: actor.id, sessionId, notes, durationMs }
    await insertResult(tx, session, row, findings)
    const attachments = await attach({ tx, actor, record, uploads }, { at: 'session_result_id', id, given })
    const counts = { findings: findings.length, attachments: attachments.length }
    record.did('session', session, { resultId: id, durationMs, ...counts })
    return sessionResultOf({ ...row, findings, attachments })
  },
)

type ResultRow = Omit<typeof sessionResults.$inferSelect, 'projectId'>
type Findings = Parameters<typeof sessionResultOf>[0]['findings']

async function countUp(tx: Writer, id: string, ms: number, findings: Findings): Promise<SessionRow> {
  const more = (type: Findings[number]['type'], column: SQL) =>
    sql`${column} + ${findings.filter((one) => one.type === type).length}`
  const [session] = await tx
    .update(sessions)
    .set({
      durationMs: sql`${sessions.durationMs} + ${ms}`,
      bug: more('BUG', sql`${sessions.bug}`),
      question: more('QUESTION', sql`${sessions.question}`),
      idea: more('IDEA', sql`${sessions.idea}`),
      risk: more('RISK', sql`${sessions.risk}`),
      note: more('NOTE', sql`${sessions.note}`),
    })
    .where(and(eq(sessions.id, id), isNull(sessions.deletedAt)))
    .returning()
  if (!session) throw notFound('session')
  return session
}

/** A result with its findings, in one statement. */
const insertResult = (tx: Writer, session: SessionRow, row: ResultRow, findings: Findings) =>
  tx.execute(sql`
    with seen as (
      insert into session_results (id, created_at, created_by, project_id, session_id, notes, duration_ms)
      values (${row.id}, ${row.createdAt}, ${row.createdBy}, ${session.projectId}, ${session.id},
              ${row.notes === null ? null : JSON.stringify(row.notes)}::jsonb, ${row.durationMs})
    )
    insert into findings (id, project_id, session_id, session_result_id, position, type, title, description, severity)
    select id, ${session.projectId}::uuid, ${session.id}::uuid, ${row.id}::uuid, place, type, title, description, severity
      from jsonb_to_recordset(${JSON.stringify(findings.map((one, place) => ({ ...one, place })))}::jsonb)
        as f(id uuid, place int, type text, title text, description jsonb, severity text)`)
