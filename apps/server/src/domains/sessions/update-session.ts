import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { change, lockLiving } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { changeAttachments } from '../attachments/writes.ts'
import { mustReadProject } from '../members/rules.ts'
import { milestones } from '../milestones/tables.ts'
import { type SessionRow, sessionOf } from './answers.ts'
import { sessions } from './tables.ts'

export const updateSession: Handler<typeof operations.update> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { sessionId: id, expectedVersion, attachments: given, ...changes } = input
    const { assignedTo, milestoneId, status } = changes
    // Before the session's own row, as the deletion of a milestone takes them.
    if (milestoneId) await lockLiving(tx, milestones, milestoneId, 'milestoneId')
    const check = async (is: SessionRow) => {
      if (assignedTo && assignedTo !== is.assignedTo)
        await mustReadProject(tx, is.projectId, [{ userId: assignedTo, field: 'assignedTo' }])
      if (!status || status === is.status) return undefined
      actor.must('sessions', 'close')
      return { completedAt: status === 'COMPLETED' ? (sql`now()` as never) : null }
    }
    const { before, after } = await change(tx, sessions, { id, changes, expectedVersion, check }, actor)
    const { had, has } = await changeAttachments({ tx, actor, record, uploads }, { at: 'session_id', id, given })
    record.updated('session', Object.assign(before, { attachments: had }), Object.assign(after, { attachments: has }))
    if (after.assignedTo && after.assignedTo !== before.assignedTo) {
      const assigned = [{ userId: after.assignedTo, count: 1 }]
      record.event('session.assigned', { id, projectId: after.projectId, assigned })
    }
    if (after.status === 'COMPLETED' && before.status !== 'COMPLETED')
      record.event('session.completed', completed(after))
    return sessionOf(after, has)
  },
)

const completed = ({ id, projectId, name, status, completedAt }: SessionRow) => ({
  id,
  projectId,
  name,
  status,
  completedAt,
})
