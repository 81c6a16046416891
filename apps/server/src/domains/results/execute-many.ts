import type { results as operations } from '@testplanit/api/domains/results/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { tellOfImages } from '../attachments/writes.ts'
import { recordInLockedRun, refuse } from './recording/record-results.ts'

export const executeMany: Handler<typeof operations.executeMany> = prepared(
  ({ input, platform }) =>
    readUploads(
      platform.storage,
      input.results.flatMap(({ attachments }) => attachments),
    ),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const [run, { recorded, found, attached }] = await recordInLockedRun(tx, input.runId, actor, input.results, uploads)
    refuse(run, found, (i) => `results.${i}.`)
    tellOfImages({ actor, record }, attached)
    return { data: recorded }
  },
)
