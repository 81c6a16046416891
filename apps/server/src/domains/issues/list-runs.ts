import { grants } from '@testplanit/api/access'
import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { runs } from '../runs/tables.ts'

/** For those who may read runs and results. */
export const listRuns: Handler<typeof operations.listRuns> = async ({ input, actor, db }) => {
  const mayRead = grants(actor.grants, 'runs', 'read') && grants(actor.grants, 'results', 'read')
  const failed = sql`(
    select l.run_id, count(*)::int as failures, max(r.created_at) as last_failed_at
      from issue_links l join results r on r.id = l.result_id and r.status = 'FAILED' and r.corrected_by_id is null
     where l.issue_id = ${input.issueId} group by l.run_id) failed`
  const columns = {
    id: runs.id,
    name: runs.name,
    status: runs.status,
    failures: sql<number>`failed.failures`,
    lastFailedAt: sql<string>`failed.last_failed_at`,
  }
  return page(input, {
    order: { id: runs.id, descending: true },
    where: [isNull(runs.deletedAt), mayRead ? undefined : sql`false`],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select(columns)
        .from(runs)
        .innerJoin(failed, eq(sql`failed.run_id`, runs.id))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, sql`${runs} join ${failed} on failed.run_id = ${runs.id}`, where),
  })
}
