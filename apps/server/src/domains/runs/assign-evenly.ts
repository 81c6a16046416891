import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { RunCaseFilter, Shares } from '@testplanit/api/domains/runs/schemas'
import { and, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cases } from '../cases/tables.ts'
import { mustReadProject } from '../members/rules.ts'
import { lockRun, runCasesWhere, runCasesWithCases } from './queries.ts'
import { mustBeActive } from './rules.ts'
import { runCases } from './tables.ts'

type Share = Shares['shares'][number] & {
  /** Of them those who were another's before. */
  changed: number
  [key: string]: unknown
}

export const assignEvenly: Handler<typeof operations.assignEvenly> = async ({ input, tx, record }) => {
  const { runId, filter = {} } = input
  const userIds = [...new Set(input.userIds)]
  const run = await lockRun(tx, runId)
  await mustReadProject(
    tx,
    run.projectId,
    input.userIds.map((userId, i) => ({ userId, field: `userIds.${i}` })),
  )
  mustBeActive(run)
  const people = sql`${`{${userIds.join()}}`}::uuid[]`
  const found = await tx.execute<Share>(sql`
    with recursive ${dividedBy(userIds.length, runId, filter)}, shared as materialized (
      select id, former, estimate, (${people})[share] as person from divided
    ), changed as (
      update run_cases rc set assigned_to = s.person from shared s where rc.id = s.id and s.former is distinct from s.person
    )
    select u.id as "userId", count(s.id)::int as count, coalesce(sum(s.estimate), 0)::float8 as estimate,
           count(s.id) filter (where s.former is distinct from u.id)::int as changed
      from unnest(${people}) with ordinality as u(id, place) left join shared s on s.person = u.id
     group by u.id, u.place order by u.place`)
  const shares = found.map(({ changed: _, ...share }) => share)
  const assigned = shares.reduce((sum, { count }) => sum + count, 0)
  record.did('run', run, { assigned, shares })
  const told = found.filter(({ changed }) => changed).map(({ userId, changed }) => ({ userId, count: changed }))
  if (told.length) record.event('test_run.assigned', { id: run.id, projectId: run.projectId, assigned: told })
  return { assigned, shares }
}

/**
 * The relation `divided` (id, former, estimate, share): what is open, each with the number of its share, from 1; to stand
 * in a `with recursive`. What is open stands in a line, folder by folder, and is cut into as many pieces as there are
 * shares. Each cut is where what is left divides evenly among those who are left; of the two places that come closest,
 * one at the end of a folder is taken where it is off by less than the least case weighs: so even is as even as can be.
 */
const dividedBy = (shares: number, runId: string, filter: RunCaseFilter): SQL => sql`
  open as (
    select ${runCases.id}, ${runCases.assignedTo} as former, ${cases.estimate}, ${cases.folderId}, ${runCases.order} as position,
           min(${runCases.order}) over (partition by ${cases.folderId}) as folder,
           coalesce(nullif(${cases.estimate}, 0), avg(nullif(${cases.estimate}, 0)) over (), 1)::float8 as weight
      from ${runCasesWithCases}
     where ${and(
       ...runCasesWhere(runId, filter),
       inArray(runCases.status, ['NOT_STARTED', 'IN_PROGRESS']),
       isNull(cases.deletedAt),
     )}
  ), line as materialized (
    select *, row_number() over along as place, sum(weight) over along as reached,
           lead(folder_id) over along is distinct from folder_id as ends_folder
      from open window along as (order by folder, folder_id, position, id rows unbounded preceding)
  ), whole as materialized (
    select count(*)::int as size, coalesce(max(reached), 0) as weight, min(weight) as least,
           array_agg(reached order by place) as reached, array_agg(ends_folder order by place) as ends_folder
      from line
  ), cuts as (
    select 0 as share, 0 as place, 0::float8 as reached
    union all
    select c.share + 1, next.place, coalesce(w.reached[next.place], 0)
      from cuts c cross join whole w
     cross join lateral (select c.reached + (w.weight - c.reached) / (${shares}::int - c.share) as even) e
     cross join lateral (select width_bucket(e.even, w.reached) as before) b
     cross join lateral (
       select place from (
         select b.before as place, e.even - coalesce(w.reached[b.before], 0) as off
         union all select b.before + 1, w.reached[b.before + 1] - e.even where b.before < w.size) near
        order by coalesce(off < w.least and w.ends_folder[place], false) desc, off, place limit 1) next
     where c.share < ${shares}
  ), divided as (
    select id, former, estimate,
           width_bucket(place::int - 1, (select array_agg(place order by share) from cuts where share > 0)) + 1 as share
      from line
  )`
