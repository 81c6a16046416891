import type { TestServer } from '../server.ts'

/** Where what is kept in a column of a project is not what its rows add up to. */
export async function wronglyKept(
  sql: TestServer['platform']['database']['sql'],
  projectId: string,
): Promise<{ of: string; name: string }[]> {
  const rows = await sql<{ of: string; name: string }[]>`
    with held as (
      select rc.*, (select r.id from results r where r.run_case_id = rc.id and r.corrected_by_id is null order by r.id desc limit 1) as latest_id
        from run_cases rc join runs n on n.id = rc.run_id where n.project_id = ${projectId}
    ), counted as (select * from results where project_id = ${projectId} and corrected_by_id is null)
    select 'run' as of, n.name from runs n where n.project_id = ${projectId}
       and array[n.not_started, n.in_progress, n.passed, n.failed, n.blocked, n.skipped] <> (
             select array[count(*) filter (where status = 'NOT_STARTED'), count(*) filter (where status = 'IN_PROGRESS'),
                        count(*) filter (where status = 'PASSED'), count(*) filter (where status = 'FAILED'),
                        count(*) filter (where status = 'BLOCKED'), count(*) filter (where status = 'SKIPPED')]::int[]
               from held where held.run_id = n.id)
    union all
    select 'run case', held.id::text from held left join results r on r.id = held.latest_id
     where held.status <> coalesce(r.status, 'NOT_STARTED') or held.result_id is distinct from held.latest_id
    union all
    select 'folder', f.name from folders f where f.project_id = ${projectId}
       and f.case_count <> (select count(*) from cases c where c.folder_id = f.id and c.deleted_at is null)
    union all
    select 'project', p.name from projects p where p.id = ${projectId}
       and p.case_count <> (select count(*) from cases c where c.project_id = p.id and c.deleted_at is null)
    union all
    select 'day', coalesce(d.run_id, r.run_id)::text
      from (select * from daily_results where project_id = ${projectId}) d full join (
             select run_id, (created_at at time zone 'UTC')::date as day,
                    count(*) filter (where status = 'PASSED') as passed, count(*) filter (where status = 'FAILED') as failed,
                    count(*) filter (where status = 'BLOCKED') as blocked, count(*) filter (where status = 'SKIPPED') as skipped
               from counted where status <> 'IN_PROGRESS' group by 1, 2) r on r.run_id = d.run_id and r.day = d.day
     where array[d.passed, d.failed, d.blocked, d.skipped] is distinct from array[r.passed, r.failed, r.blocked, r.skipped]::int[]
    union all
    select 'failures', c.title from cases c where c.project_id = ${projectId}
       and coalesce((select failed from case_failures f where f.case_id = c.id), 0)
        <> (select count(*) from counted where case_id = c.id and status = 'FAILED')
    union all
    select 'link', l.id::text from case_links l join cases c on c.id in (l.case_a_id, l.case_b_id)
     where l.project_id = ${projectId} and l.deleted_at is null and c.deleted_at is not null`
  return [...rows]
}
