import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { attachmentsIn } from './attaching/attach-to.ts'
import { type Changed, changeCases, tellOfCase } from './writes.ts'

export const updateCase: Handler<typeof operations.update> = prepared(
  ({ input, platform }) => readUploads(platform.storage, attachmentsIn(input)),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { caseId: id, ...change } = input
    const [{ before, after }] = (await changeCases({ tx, actor, record, uploads }, [{ id, ...change }])) as [Changed]
    record.updated('case', before, after)
    tellOfCase(record, 'updated', after)
    return after
  },
)
