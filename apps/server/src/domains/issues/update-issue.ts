import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { changeAttachments } from '../attachments/writes.ts'
import { mustBeAtWork } from '../integrations/rules.ts'
import { mustReadProject } from '../members/rules.ts'
import { mustNotBeMade } from './rules.ts'
import { issues } from './tables.ts'

export const updateIssue: Handler<typeof operations.update> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { issueId: id, expectedVersion, attachments: given, ...changes } = input
    const { name, status, assignedTo, integrationId } = changes
    const check = async (is: typeof issues.$inferSelect) => {
      const isClosing = status && status !== is.status && [status, is.status].includes('CLOSED')
      if (isClosing) actor.must('issues', 'close')
      if (name !== undefined && name !== is.name) mustNotBeMade(name)
      if (assignedTo && assignedTo !== is.assignedTo)
        await mustReadProject(tx, is.projectId, [{ userId: assignedTo, field: 'assignedTo' }])
      if (integrationId && integrationId !== is.integrationId)
        await mustBeAtWork(tx, actor, is.projectId, integrationId)
      return undefined
    }
    const { before, after } = await change(tx, issues, { id, changes, expectedVersion, check }, actor)
    const { had, has } = await changeAttachments({ tx, actor, record, uploads }, { at: 'issue_id', id, given })
    record.updated('issue', Object.assign(before, { attachments: had }), Object.assign(after, { attachments: has }))
    if (after.assignedTo && after.assignedTo !== before.assignedTo) {
      const assigned = [{ userId: after.assignedTo, count: 1 }]
      record.event('issue.assigned', { id, projectId: after.projectId, assigned })
    }
    return { ...answer(after), attachments: has }
  },
)
