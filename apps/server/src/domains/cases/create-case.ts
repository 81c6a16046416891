import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { attachmentsIn } from './attaching/attach-to.ts'
import { insertCases, tellOfCase } from './writes.ts'

export const createCase: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, attachmentsIn(input)),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { projectId: _, ...draft } = input
    const [made] = (await insertCases({ tx, actor, record, uploads }, [draft])) as [Case]
    record.created('case', made)
    tellOfCase(record, 'created', made)
    return made
  },
)
