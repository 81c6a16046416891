import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, change } from '../../platform/database/entities.ts'
import { mustBeAtWork } from '../integrations/rules.ts'
import { mustReadProject } from '../members/rules.ts'
import { mustNotBeMade } from './rules.ts'
import { issues } from './tables.ts'

export const updateIssue: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { issueId: id, expectedVersion, ...changes } = input
  const { name, status, assignedTo, integrationId } = changes
  const check = async (is: typeof issues.$inferSelect) => {
    const isClosing = status && status !== is.status && [status, is.status].includes('CLOSED')
    if (isClosing) actor.must('issues', 'close')
    if (name !== undefined && name !== is.name) mustNotBeMade(name)
    if (assignedTo && assignedTo !== is.assignedTo)
      await mustReadProject(tx, is.projectId, [{ userId: assignedTo, field: 'assignedTo' }])
    if (integrationId && integrationId !== is.integrationId) await mustBeAtWork(tx, actor, is.projectId, integrationId)
    return undefined
  }
  const { before, after } = await change(tx, issues, { id, changes, expectedVersion, check }, actor)
  record.updated('issue', before, after)
  if (after.assignedTo && after.assignedTo !== before.assignedTo) {
    const assigned = [{ userId: after.assignedTo, count: 1 }]
    record.event('issue.assigned', { id, projectId: after.projectId, assigned })
  }
  return answer(after)
}
