import { eq, inArray } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Writer } from '../../platform/database/database.ts'
import { mustBeAuthor } from '../comments/rules.ts'
import { comments } from '../comments/tables.ts'
import { results } from '../results/tables.ts'
import { lockRun } from '../runs/queries.ts'
import { mustBeActive } from '../runs/rules.ts'
import { mustTakeResults } from '../sessions/rules.ts'
import { sessionResults, sessions } from '../sessions/tables.ts'
import type { attachments } from './tables.ts'

type Row = typeof attachments.$inferSelect

/** Throws FORBIDDEN at another's comment, CONFLICT at a result of a run that is over. A result's run is locked. */
export async function mustTakeAttachments(
  tx: Writer,
  actor: Actor,
  { resultId, commentId }: Pick<Row, 'resultId' | 'commentId'>,
): Promise<void> {
  if (resultId) await mustBeInActiveRun(tx, resultId)
  if (!commentId) return
  const [comment] = await tx.select({ createdBy: comments.createdBy }).from(comments).where(eq(comments.id, commentId))
  if (comment) mustBeAuthor(actor, comment)
}

/**
 * Throws where an attachment may not go: as above, and at a result of a session that is over; what another showed with a
 * result or a comment takes more rights.
 */
export async function mustLoseAttachment(
  tx: Writer,
  actor: Actor,
  { resultId, sessionResultId, commentId, createdBy }: Row,
): Promise<void> {
  if (resultId) await mustBeInActiveRun(tx, resultId)
  if (sessionResultId) await mustBeInActiveSession(tx, sessionResultId)
  if (createdBy === actor.id) return
  if (resultId) actor.must('results', 'delete')
  if (sessionResultId) actor.must('sessions', 'delete')
  if (commentId) actor.must('comments', 'delete')
}

async function mustBeInActiveRun(tx: Writer, resultId: string): Promise<void> {
  const [result] = await tx.select({ runId: results.runId }).from(results).where(eq(results.id, resultId))
  if (result) mustBeActive(await lockRun(tx, result.runId))
}

async function mustBeInActiveSession(tx: Writer, sessionResultId: string): Promise<void> {
  const { sessionId } = sessionResults
  const its = tx.select({ sessionId }).from(sessionResults).where(eq(sessionResults.id, sessionResultId))
  const { status } = sessions
  const [session] = await tx.select({ status }).from(sessions).where(inArray(sessions.id, its)).for('no key update')
  if (session) mustTakeResults(session)
}
