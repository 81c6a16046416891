import { millisecondsOf } from '@testplanit/api/common/time'
import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { conflict, notFound } from '@testplanit/api/errors'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { newId, timeOf } from '../../platform/database/ids.ts'
import { type SessionRow, sessionResultOf } from './answers.ts'
import { sessionResults, sessions } from './tables.ts'

export const recordResult: Handler<typeof operations.recordResult> = async ({ input, actor, tx, record }) => {
  const { sessionId, notes = null } = input
  const durationMs = millisecondsOf(input)
  const findings = input.findings.map(({ description = null, severity = null, ...one }) => {
    return { id: newId(), ...one, description, severity }
  })
  // Holds the session's row as well: whoever completes it waits, or is seen here.
  const session = await countUp(tx, sessionId, durationMs ?? 0, findings)
  if (session.status !== 'ACTIVE')
    throw conflict(`This session is ${session.status.toLowerCase()}: it takes no results. Reopen it first.`)
  const id = newId()
  const row = { id, createdAt: timeOf(id), createdBy: actor.id, sessionId, notes, durationMs }
  await tx.insert(sessionResults).values({ ...row, projectId: session.projectId })
  if (findings.length) await insertFindings(tx, session, id, findings)
  record.did('session', session, { resultId: id, durationMs, findings: findings.length })
  return sessionResultOf({ ...row, findings })
}

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

const insertFindings = (tx: Writer, session: SessionRow, resultId: string, findings: Findings) =>
  tx.execute(sql`
    insert into findings (id, project_id, session_id, session_result_id, position, type, title, description, severity)
    select id, ${session.projectId}::uuid, ${session.id}::uuid, ${resultId}::uuid, place, type, title, description, severity
      from jsonb_to_recordset(${JSON.stringify(findings.map((one, place) => ({ ...one, place })))}::jsonb)
        as f(id uuid, place int, type text, title text, description jsonb, severity text)`)
