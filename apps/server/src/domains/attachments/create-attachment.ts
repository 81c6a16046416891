import type { attachments as operations } from '@testplanit/api/domains/attachments/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { timeOf } from '../../platform/database/ids.ts'
import { reviewAnewFor } from '../approvals/writes.ts'
import { listedOf, subjectColumns } from './answers.ts'
import { readUploads } from './queries.ts'
import { mustTakeAttachments } from './rules.ts'
import { attach } from './writes.ts'

/** Behind those that a list has placed; of equals the one that came first stands first. */
const LAST = 1_000_000

export const createAttachment: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, [input]),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { entityType, entityId, ...given } = input
    await mustTakeAttachments(tx, actor, {
      resultId: entityType === 'testRunResult' ? entityId : null,
      commentId: entityType === 'comment' ? entityId : null,
    })
    const about = (type: typeof entityType) => (entityType === type ? entityId : null)
    await reviewAnewFor(tx, actor, { caseId: about('testCase'), stepId: about('step') })
    const place = { at: subjectColumns[entityType], id: entityId, given: [given], prefix: () => '', from: LAST }
    const [attachment] = await attach({ tx, actor, record, uploads }, place)
    if (!attachment) throw new Error('Nothing was attached.')
    const { projectId, id: createdBy } = actor
    const made = listedOf(attachment, { createdAt: timeOf(attachment.id), createdBy, projectId }, input)
    record.created('attachment', made)
    return made
  },
)
