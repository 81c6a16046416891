import type { results as operations } from '@testplanit/api/domains/results/operations'
import { notFound } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { tellOfImages } from '../attachments/writes.ts'
import { recordInLockedRun, refuse } from './recording/record-results.ts'

export const executeCase: Handler<typeof operations.execute> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const [run, { recorded, found, attached }] = await recordInLockedRun(tx, input.runId, actor, [input], uploads)
    const [result] = recorded
    if (!result || !found[0]?.matches) throw notFound('case in this run')
    refuse(run, found)
    tellOfImages({ actor, record }, attached)
    return result
  },
)
