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
               sum(r."notStarted")::int as "notStarted", sum(r."inProgress")::int as "inProgress", sum(r.passed)::int as passed,
               sum(r.failed)::int as failed, sum(r.blocked)::int as blocked, sum(r.skipped)::int as skipped,
               sum(r."openRuns")::int as "openRuns", sum(r."openCases")::int as "openCases",
               (count(*) filter (where b.is_open))::int as "openMilestones"
          from beneath b
         -- Summed for each, by the index: joined, all runs that there are would be read.
         cross join lateral (
           select coalesce(sum(r.not_started), 0) as "notStarted", coalesce(sum(r.in_progress), 0) as "inProgress",
                  coalesce(sum(r.passed), 0) as passed, coalesce(sum(r.failed), 0) as failed,
                  coalesce(sum(r.blocked), 0) as blocked, coalesce(sum(r.skipped), 0) as skipped,
                  count(*) filter (where r.status = 'ACTIVE') as "openRuns",
                  coalesce(sum(r.not_started + r.in_progress) filter (where r.status = 'ACTIVE'), 0) as "openCases"
             from runs r where r.milestone_id = b.id and r.deleted_at is null and r.status <> 'CANCELLED') r
         group by b.top) sums`,
      sql`sums.top = ${milestones.id}`,
    )

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
