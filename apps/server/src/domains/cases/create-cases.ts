import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { attachmentsIn } from './attaching/attach-to.ts'
import { recordMany } from './recording/record-many.ts'
import { insertCases } from './writes.ts'

export const createCases: Handler<typeof operations.createMany> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.cases.flatMap(attachmentsIn)),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    refuseAny(
      input.cases.flatMap(({ projectId }, i): Issue[] =>
        projectId === actor.projectId
          ? []
          : [{ field: `cases.${i}.projectId`, message: 'must be the same for all cases' }],
      ),
    )
    const drafts = input.cases.map(({ projectId: _, ...draft }, i) => ({ ...draft, at: `cases.${i}.` }))
    const made = await insertCases({ tx, actor, record, uploads }, drafts)
    recordMany(record, 'created', made)
    return { data: made }
  },
)
