import { type SQL, sql } from 'drizzle-orm'

const TOP = sql.raw('10')
/** So many cases are looked at one by one; more are counted together. */
const LIKELY = sql.raw('50')

/**
 * The relation `failures` (case_id, failed), to stand in a `with`: the cases whose results `r` failed most often among
 * those that a condition names; of equals at its end, any. The condition must be of time and runs alone.
 *
 * Of all the failures of a range, few are read: those of the cases that failed most often at any time. No other case has
 * failed more often than the last of these; so once ten have reached that within the range, they are the answer. Where
 * they have not, as after a long history of other cases' failures, all the failures of the range are counted.
 */
export const topOfAll = (projectId: string, condition: SQL): SQL => sql`
  likely as materialized (
    select l.case_id, l.failed as ever, seen.failed
      from (select case_id, failed from case_failures where project_id = ${projectId}
             order by failed desc, case_id desc limit ${LIKELY}) l
     cross join lateral (
       select count(*)::int as failed from results r where r.case_id = l.case_id and r.status = 'FAILED' and ${condition}) seen
  ), enough as materialized (
    select count(*) < ${LIKELY} or (select failed from likely order by failed desc offset ${TOP} - 1 limit 1) >= min(ever) as is
      from likely
  ), failures as (
    select * from (
      select case_id, failed from likely where failed > 0 and (select "is" from enough)
      union all
      (${counted(projectId, sql`${condition} and not (select "is" from enough)`)})
    ) top order by failed desc, case_id limit ${TOP}
  )`

/** The same for a part of the runs or of what is in them: their failures are counted. */
export const topOfThese = (projectId: string, condition: SQL): SQL =>
  sql`failures as (${counted(projectId, condition)} order by failed desc, case_id limit ${TOP})`

const counted = (projectId: string, condition: SQL) => sql`
  select r.case_id, count(*)::int as failed from results r
   where r.project_id = ${projectId} and r.status = 'FAILED' and ${condition} group by r.case_id`
