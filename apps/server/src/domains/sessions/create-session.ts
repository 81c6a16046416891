import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { attach } from '../attachments/writes.ts'
import { mustReadProject } from '../members/rules.ts'
import { milestones } from '../milestones/tables.ts'
import { sessionOf } from './answers.ts'
import { sessions } from './tables.ts'

export const createSession: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { attachments: given, ...fields } = input
    const { projectId, milestoneId, assignedTo } = fields
    if (assignedTo) await mustReadProject(tx, projectId, [{ userId: assignedTo, field: 'assignedTo' }])
    if (milestoneId) await lockLiving(tx, milestones, milestoneId, 'milestoneId')
    const session = await insert(tx, sessions, fields, actor)
    const { id } = session
    const attachments = await attach({ tx, actor, record, uploads }, { at: 'session_id', id, given })
    record.created('session', Object.assign(session, { attachments }))
    if (assignedTo) record.event('session.assigned', { id, projectId, assigned: [{ userId: assignedTo, count: 1 }] })
    return sessionOf(session, attachments)
  },
)
