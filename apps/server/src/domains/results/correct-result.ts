import type { results as operations } from '@testplanit/api/domains/results/operations'
import { conflict, forbidden, notFound } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { tellOfImages } from '../attachments/writes.ts'
import { lockRunOf } from './queries.ts'
import { recordResults, refuse } from './recording/record-results.ts'

export const correctResult: Handler<typeof operations.correct> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { resultId, ...said } = input
    const { run, result: before } = await lockRunOf(tx, resultId)
    if (before.createdBy !== actor.id) throw forbidden('Only who recorded a result can correct it.')
    const anew = [{ ...said, caseId: before.runCaseId }]
    const { recorded, found, attached } = await recordResults(tx, run, actor, anew, uploads, resultId)
    const [result] = recorded
    if (!result || !found[0]?.matches) throw notFound('result')
    refuse(run, found)
    if (found[0].shownId !== resultId)
      throw conflict('There is a later result of this run case: only the latest can be corrected.')
    const { id, status } = result
    record.did(
      'result',
      { id, projectId: run.projectId },
      { correctsId: resultId, before: before.status, after: status },
    )
    tellOfImages({ actor, record }, attached)
    return result
  },
)
