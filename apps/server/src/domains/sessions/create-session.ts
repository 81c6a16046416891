import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { mustReadProject } from '../members/rules.ts'
import { milestones } from '../milestones/tables.ts'
import { sessionOf } from './answers.ts'
import { sessions } from './tables.ts'

export const createSession: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const { projectId, milestoneId, assignedTo } = input
  if (assignedTo) await mustReadProject(tx, projectId, [{ userId: assignedTo, field: 'assignedTo' }])
  if (milestoneId) await lockLiving(tx, milestones, milestoneId, 'milestoneId')
  const session = await insert(tx, sessions, input, actor)
  record.created('session', session)
  if (assignedTo)
    record.event('session.assigned', { id: session.id, projectId, assigned: [{ userId: assignedTo, count: 1 }] })
  return sessionOf(session)
}
