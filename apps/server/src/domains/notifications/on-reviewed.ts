import { sql } from 'drizzle-orm'
import { subscriber } from '../../pipeline/dispatch-events.ts'
import { beginningOf } from './answers.ts'
import { concernedBy } from './queries.ts'
import { tell } from './writes.ts'

const kinds = { 'test_case.approved': 'CASE_APPROVED', 'test_case.rejected': 'CASE_REJECTED' } as const

/** Tells who wrote a test case, and who submitted it, what came of its review. */
export const onReviewed = subscriber({
  name: 'tell-of-reviews',
  listensTo: ['test_case.approved', 'test_case.rejected'],
  retries: 5,
  atOnce: 50,
  async run(event, platform) {
    const { id: entityId, comment, authorId, submittedBy } = event.payload
    const ids = [authorId, submittedBy].filter((id) => id !== null)
    await tell(platform, event, {
      entityType: 'repositoryCase',
      entityId,
      inAreas: ['cases'],
      audience: sql`
        select told.id as user_id, ${kinds[event.type]} as kind, about.title, about.details
          from (select title, details from (${concernedBy('repositoryCase', entityId)}) concerned limit 1) about,
               unnest(${`{${ids.join()}}`}::uuid[]) as told(id)`,
      details: comment ? { excerpt: beginningOf(comment) } : {},
    })
  },
})
