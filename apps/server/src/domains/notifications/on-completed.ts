import { sql } from 'drizzle-orm'
import { subscriber } from '../../pipeline/dispatch-events.ts'
import { concernedBy } from './queries.ts'
import { tell } from './writes.ts'

const about = {
  'test_run.completed': { kind: 'RUN_COMPLETED', entityType: 'testRun', inAreas: ['runs'] },
  'session.completed': { kind: 'SESSION_COMPLETED', entityType: 'session', inAreas: ['sessions'] },
  'milestone.completed': { kind: 'MILESTONE_COMPLETED', entityType: 'milestone', inAreas: ['milestones'] },
} as const

/** Tells those who made or were to do something that it is completed. */
export const onCompleted = subscriber({
  name: 'tell-of-completions',
  listensTo: ['test_run.completed', 'session.completed', 'milestone.completed'],
  retries: 5,
  atOnce: 50,
  async run(event, platform) {
    const { kind, entityType, inAreas } = about[event.type]
    await tell(platform, event, {
      entityType,
      entityId: event.entityId,
      inAreas: [...inAreas],
      audience: sql`select user_id, ${kind} as kind, title, details from (${concernedBy(entityType, event.entityId)}) one`,
    })
  },
})
