import type { attachments as operations } from '@testplanit/api/domains/attachments/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { newId } from '../../platform/database/ids.ts'
import { reviewAnewFor } from '../approvals/writes.ts'
import { mustLoseAttachment } from './rules.ts'
import { attachments } from './tables.ts'

/** Its file stays with its row, so that it can come back. */
export const deleteAttachment: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const isIt = and(eq(attachments.id, input.attachmentId), isNull(attachments.deletedAt))
  const [attachment] = await tx.select().from(attachments).where(isIt)
  if (!attachment) throw notFound('attachment')
  await mustLoseAttachment(tx, actor, attachment)
  await reviewAnewFor(tx, actor, attachment)
  const [removed] = await tx
    .update(attachments)
    .set({ deletedAt: sql`now()`, deletionId: newId() })
    .where(isIt)
    .returning()
  if (!removed) throw notFound('attachment')
  record.deleted('attachment', removed)
}
