import type { trash as operations } from '@testplanit/api/domains/trash/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { lock } from '../../platform/database/locks.ts'
import { reviewAnewFor } from '../approvals/writes.ts'
import { attachments } from '../attachments/tables.ts'
import { relink } from '../case-links/writes.ts'
import { countCases } from '../folders/writes.ts'
import { deletionColumns } from './answers.ts'
import { mustHavePlace } from './rules.ts'
import { deletions } from './tables.ts'
import { bringBack } from './writes.ts'

/** A name that was taken meanwhile is refused by its unique index. */
export const restoreDeletion: Handler<typeof operations.restore> = async ({ input, actor, tx, record }) => {
  const [restored] = await tx
    .update(deletions)
    .set({ restoredAt: sql`now()`, restoredBy: actor.id })
    .where(and(eq(deletions.id, input.deletionId), isNull(deletions.restoredAt), isNull(deletions.purgedAt)))
    .returning({ ...deletionColumns, parted: deletions.parted })
  if (!restored) throw notFound('deletion')
  const { parted, ...deletion } = restored
  const { id: deletionId, projectId, entityType, entityId } = deletion
  // As those who move and delete in the tree: nothing is deleted above it meanwhile.
  const hasLinks = entityType === 'folder' || entityType === 'case'
  if (hasLinks) {
    await lock(tx, 'folders', projectId as string)
    await lock(tx, 'caseLinks', projectId as string)
  }
  if (entityType === 'milestone') await lock(tx, 'milestones', projectId as string)
  await mustHavePlace(tx, deletion)
  if (entityType === 'attachment')
    await reviewAnewFor(tx, { id: actor.id, projectId: projectId ?? '' }, await subjectOf(tx, entityId))
  const counted = await bringBack(tx, restored, actor)
  if (hasLinks) await relink(tx, { projectId: projectId as string, deletionId })
  const cases = counted.reduce((sum, { by }) => sum + by, 0)
  record.did(entityType, { id: entityId, projectId }, { restored: true, deletionId, cases })
  if (projectId) await countCases(tx, projectId, counted)
  return deletion
}

/** The case, or the step of one, that an attachment stands at. */
async function subjectOf(tx: Writer, id: string) {
  const [row] = await tx
    .select({ caseId: attachments.caseId, stepId: attachments.stepId })
    .from(attachments)
    .where(eq(attachments.id, id))
  return row ?? { caseId: null, stepId: null }
}
