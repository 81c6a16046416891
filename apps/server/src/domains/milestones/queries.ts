import { notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull, type SQLWrapper, sql } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { milestones } from './tables.ts'

const sum = (name: string) => sql<number>`${sql.raw(`sums."${name}"`)}`

/**
 * Milestones with what their runs and those beneath them add up to (for `milestoneOf`), of those that `found`, a select of
 * ids from `milestones`, finds. All that live beneath any of them are gone through together, level by level; of each run
 * the kept counts are read.
 */
export const withSums = (db: Reader, found: SQLWrapper) =>
  db
    .select({
      ...getTableColumns(milestones),
      notStarted: sum('notStarted'),
      inProgress: sum('inProgress'),
      passed: sum('passed'),
      failed: sum('failed'),
      blocked: sum('blocked'),
      skipped: sum('skipped'),
      openRuns: sum('openRuns'),
      openCases: sum('openCases'),
      openMilestones: sum('openMilestones'),
    })
    .from(milestones)
    .innerJoin(
      sql`(
        with recursive beneath as (
          select m.id as top, m.id, false as is_open from milestones m where m.id in ${found}
          union all
          select b.top, m.id, m.completed_at is null from milestones m join beneath b on m.parent_id = b.id
           where m.deleted_at is null
        )
        select b.top,
               coalesce(sum(r.not_started), 0)::int as "notStarted", coalesce(sum(r.in_progress), 0)::int as "inProgress",
               coalesce(sum(r.passed), 0)::int as passed, coalesce(sum(r.failed), 0)::int as failed,
               coalesce(sum(r.blocked), 0)::int as blocked, coalesce(sum(r.skipped), 0)::int as skipped,
               (count(*) filter (where r.status = 'ACTIVE'))::int as "openRuns",
               coalesce(sum(r.not_started + r.in_progress) filter (where r.status = 'ACTIVE'), 0)::int as "openCases",
               (count(distinct b.id) filter (where b.is_open))::int as "openMilestones"
          from beneath b
          left join runs r on r.milestone_id = b.id and r.deleted_at is null and r.status <> 'CANCELLED'
         group by b.top) sums`,
      sql`sums.top = ${milestones.id}`,
    )
    .where(sql`${milestones.id} in ${found}`)

/** A living milestone with its sums. Throws NOT_FOUND. */
export async function readMilestone(db: Reader, id: string) {
  const found = db
    .select({ id: milestones.id })
    .from(milestones)
    .where(and(eq(milestones.id, id), isNull(milestones.deletedAt)))
  const [milestone] = await withSums(db, found)
  if (!milestone) throw notFound('milestone')
  return milestone
}
