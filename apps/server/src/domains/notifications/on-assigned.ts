import { sql } from 'drizzle-orm'
import { subscriber } from '../../pipeline/dispatch-events.ts'
import { concernedBy } from './queries.ts'
import { tell } from './writes.ts'

const about = {
  'test_run.assigned': { entityType: 'testRun', inAreas: ['runs'] },
  'session.assigned': { entityType: 'session', inAreas: ['sessions'] },
  'issue.assigned': { entityType: 'issue', inAreas: ['issues'] },
} as const

/** Tells people what they are to do; of run cases, how many in which run. */
export const onAssigned = subscriber({
  name: 'tell-of-assignments',
  listensTo: ['test_run.assigned', 'session.assigned', 'issue.assigned'],
  retries: 5,
  atOnce: 50,
  async run(event, platform) {
    const { id: entityId, assigned } = event.payload
    const { entityType, inAreas } = about[event.type]
    const details = entityType === 'testRun' ? sql`jsonb_build_object('count', one.count)` : sql`'{}'::jsonb`
    await tell(platform, event, {
      entityType,
      entityId,
      inAreas: [...inAreas],
      audience: sql`
        select one."userId" as user_id, 'ASSIGNED' as kind, about.title, ${details} as details
          from (select title from (${concernedBy(entityType, entityId)}) concerned limit 1) about,
               jsonb_to_recordset(${JSON.stringify(assigned)}::jsonb) as one("userId" uuid, count int)`,
    })
  },
})
