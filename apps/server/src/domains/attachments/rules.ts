import { eq } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Writer } from '../../platform/database/database.ts'
import { mustBeAuthor } from '../comments/rules.ts'
import { comments } from '../comments/tables.ts'
import { results } from '../results/tables.ts'
import { lockRun } from '../runs/queries.ts'
import { mustBeActive } from '../runs/rules.ts'
import type { attachments } from './tables.ts'

type At = Pick<typeof attachments.$inferSelect, 'resultId' | 'commentId'>

/** Throws FORBIDDEN at another's comment, CONFLICT at a result of a run that is over. A result's run is locked. */
export async function mustTakeAttachments(tx: Writer, actor: Actor, { resultId, commentId }: At): Promise<void> {
  if (resultId) await mustBeInActiveRun(tx, resultId)
  if (!commentId) return
  const [comment] = await tx.select({ createdBy: comments.createdBy }).from(comments).where(eq(comments.id, commentId))
  if (comment) mustBeAuthor(actor, comment)
}

/** Throws where an attachment may not go: as above; what another showed with a result or a comment takes more rights. */
export async function mustLoseAttachment(
  tx: Writer,
  actor: Actor,
  { resultId, commentId, createdBy }: At & { createdBy: string | null },
): Promise<void> {
  if (resultId) await mustBeInActiveRun(tx, resultId)
  if (createdBy === actor.id) return
  if (resultId) actor.must('results', 'delete')
  if (commentId) actor.must('comments', 'delete')
}

async function mustBeInActiveRun(tx: Writer, resultId: string): Promise<void> {
  const [result] = await tx.select({ runId: results.runId }).from(results).where(eq(results.id, resultId))
  if (result) mustBeActive(await lockRun(tx, result.runId))
}
