import { notFound } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import { columnsOf } from '../../platform/database/columns.ts'
import type { Reader } from '../../platform/database/database.ts'
import type { Sums } from './answers.ts'
import { milestones } from './tables.ts'

type Row = typeof milestones.$inferSelect & Sums

/**
 * Milestones with what their runs and those beneath them add up to (for `milestoneOf`), of those that `found`, a select
 * from `milestones`, finds. All that live beneath any of them are gone through together, level by level; of each run the
 * kept counts are read.
 */
export const readWithSums = (db: Reader, found: SQL) =>
  db.execute<Row>(sql`
    with recursive found as (${found}), beneath as (
      select id as top, id, false as is_open from found
      union all
      select b.top, m.id, m.completed_at is null from milestones m join beneath b on m.parent_id = b.id
       where m.deleted_at is null
    ), sums as (
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
       group by b.top
    )
    select ${columnsOf(milestones)}, "notStarted", "inProgress", passed, failed, blocked, skipped,
           "openRuns", "openCases", "openMilestones"
      from found milestones join sums on sums.top = milestones.id
     order by milestones.id desc`)

/** A living milestone with its sums. Throws NOT_FOUND. */
export async function readMilestone(db: Reader, id: string): Promise<Row> {
  const [milestone] = await readWithSums(db, sql`select * from milestones where id = ${id} and deleted_at is null`)
  if (!milestone) throw notFound('milestone')
  return milestone
}
