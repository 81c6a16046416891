import type postgres from 'postgres'
import { ids, type sizeOf } from './data.ts'

/** Fills a migrated database with one project's cases, runs and results, by set-based SQL; counters and sums agree. */
export async function fill(sql: postgres.Sql, size: ReturnType<typeof sizeOf>, from: Date): Promise<void> {
  const { cases, steps, folders, runs, casesInRun } = size
  const [start, span] = [from.getTime(), Date.now() - from.getTime()]
  // Whether what is referred to is there shows when the rows are counted, below; asking for each row takes minutes.
  await sql.unsafe(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`)
  const makeSearchIndexes = await dropSearchIndexes(sql)
  await sql.unsafe(FUNCTIONS)

  await sql`
    insert into folders (id, created_at, project_id, parent_id, name, position)
    select id_at(${start}::bigint, 'folder', i), to_timestamp(${start}::bigint / 1000.0), ${ids.project}::uuid, ${ids.root}::uuid, word(i) || ' ' || i, i
      from generate_series(1, ${folders}::int) i`
  await sql`
    insert into cases (id, created_at, updated_at, created_by, updated_by, project_id, folder_id, template_id, title, description,
                       expected_result, automation_status, priority, estimate)
    select id_at(ms, 'case', i), to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0), ${ids.user}::uuid, ${ids.user}::uuid, ${ids.project}::uuid,
           id_at(${start}::bigint, 'folder', 1 + i % ${folders}::int), ${ids.template}::uuid,
           word(i) || ' ' || word(i / 7 + 3) || ' when ' || word(i / 11 + 5) || ' is ' || word(i / 13) || ' (' || i || ')',
           to_jsonb('Covers ' || word(i / 3) || ' with ' || word(i / 5) || ' and ' || word(i / 17) || '.'),
           'The ' || word(i + 2) || ' is shown.', (array['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED'])[1 + i % 3],
           (array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])[1 + i % 4], 60 + i % 600
      from generate_series(1, ${cases}::int) i, lateral (select ${start}::bigint + i * ${span}::bigint / 2 / ${cases}::int as ms) t
     order by i`
  await sql`
    insert into steps (id, case_id, position, action, expected)
    select id_at(extract(epoch from c.created_at)::bigint * 1000, 'step', c.number * 10 + n), c.id, n,
           'Open ' || word(c.number + n) || ' and choose ' || word(c.number / 5 + n * 3), 'It shows ' || word(c.number / 3 + n)
      from cases c, generate_series(1, ${steps}::int) n order by c.number, n`
  await sql`
    insert into tags (id, project_id, name)
    select id_at(${start}::bigint, 'tag', i), ${ids.project}::uuid, 'tag ' || i from generate_series(1, 20) i`
  await sql`
    insert into case_tags (case_id, tag_id)
    select c.id, id_at(${start}::bigint, 'tag', 1 + (c.number * 7 + n * 3) % 20) from cases c, generate_series(1, 2) n`

  await sql`
    insert into runs (id, created_at, updated_at, created_by, updated_by, project_id, name)
    select id_at(ms, 'run', i), to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0), ${ids.user}::uuid, ${ids.user}::uuid, ${ids.project}::uuid, 'Run ' || i
      from generate_series(1, ${runs}::int) i, lateral (select ${start}::bigint + ${span}::bigint / 2 + i * ${span}::bigint / 3 / ${runs}::int as ms) t`
  await sql`
    insert into run_cases (id, run_id, case_id, position)
    select id_at(extract(epoch from r.created_at)::bigint * 1000, 'run case ' || r.id, n), r.id, c.id, n
      from (select *, row_number() over (order by id) as i from runs) r
      cross join generate_series(1, ${casesInRun}::int) n
      join cases c on c.number = 1 + ((r.i - 1) * ${casesInRun}::int + n - 1) % ${cases}::int
     order by r.i, n`
  await sql`
    insert into results (id, created_at, created_by, project_id, run_id, run_case_id, case_id, status, duration_ms, message)
    select id_at(ms, 'result', rc.i), to_timestamp(ms / 1000.0), ${ids.user}::uuid, ${ids.project}::uuid, rc.run_id, rc.id, rc.case_id,
           t.status, 500 + rc.i % 60000, case when t.status = 'FAILED' then 'expected ' || word(rc.i) || ' but was ' || word(rc.i / 3) end
      from (select rc.*, r.created_at, (row_number() over (order by rc.id))::int as i from run_cases rc join runs r on r.id = rc.run_id) rc,
           lateral (select extract(epoch from rc.created_at)::bigint * 1000 + rc.position * 60000 as ms,
                           case when rc.i % 23 = 0 then 'FAILED' when rc.i % 41 = 0 then 'BLOCKED' when rc.i % 29 = 0 then 'SKIPPED' else 'PASSED' end as status) t
     order by rc.i`
  await sql.unsafe(COUNTS)
  await sql.unsafe(makeSearchIndexes)
  await sql.unsafe('reset session_replication_role')
  await check(sql, size)
}

const WORDS =
  'login,invoice,basket,profile,search,export,upload,password,report,calendar,message,payment,address,voucher,language,session,discount,delivery,return,receipt,account,contact,product,category,review,wishlist,newsletter,cookie,banner,menu,filter,currency,tax,stock,order,refund,device,picture,comment,permission,backup,printer'

const FUNCTIONS = `
  create function id_at(ms bigint, salt text, i bigint) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(salt || i), 1, 3) || '8' || substr(md5(salt || i), 4, 15))::uuid $$;
  create function word(i bigint) returns text language sql immutable parallel safe as $$
    select (string_to_array('${WORDS}', ','))[1 + i % 42] $$`

const COUNTS = `
  update run_cases rc set status = s.status, executed_at = s.created_at, result_id = s.id, duration_ms = s.duration_ms
    from results s where s.run_case_id = rc.id;
  update runs r set passed = n.passed, failed = n.failed, blocked = n.blocked, skipped = n.skipped
    from (select run_id, count(*) filter (where status = 'PASSED') as passed, count(*) filter (where status = 'FAILED') as failed,
                 count(*) filter (where status = 'BLOCKED') as blocked, count(*) filter (where status = 'SKIPPED') as skipped
            from run_cases group by run_id) n where n.run_id = r.id;
  insert into daily_results (run_id, day, project_id, passed, failed, blocked, skipped, duration_ms, timed)
    select run_id, (created_at at time zone 'UTC')::date, project_id, count(*) filter (where status = 'PASSED'),
           count(*) filter (where status = 'FAILED'), count(*) filter (where status = 'BLOCKED'),
           count(*) filter (where status = 'SKIPPED'), sum(duration_ms), count(duration_ms)
      from results group by 1, 2, 3;
  insert into case_failures (case_id, project_id, failed)
    select case_id, project_id, count(*) from results where status = 'FAILED' group by 1, 2;
  insert into case_durations (case_id, times, duration_ms, squares)
    select case_id, count(*), sum(duration_ms), sum(duration_ms::float8 * duration_ms::float8) from results
     where status in ('PASSED', 'FAILED', 'BLOCKED') and duration_ms > 0 group by 1;
  update folders f set case_count = n.count from (select folder_id, count(*) from cases group by 1) n where n.folder_id = f.id;
  update projects p set case_count = n.count from (select project_id, count(*) from cases group by 1) n where n.project_id = p.id`

/** Filling these row by row takes ten times as long as making them at the end. Gives the statements that make them. */
async function dropSearchIndexes(sql: postgres.Sql): Promise<string> {
  const found = await sql`
    select indexname as name, indexdef as definition from pg_indexes where indexname in ('cases_search', 'steps_search')`
  for (const { name } of found) await sql`drop index ${sql(name)}`
  return found.map(({ definition }) => definition).join(';')
}

/** Throws where there is not what was to be made. */
async function check(sql: postgres.Sql, { cases, steps, runs, casesInRun }: ReturnType<typeof sizeOf>): Promise<void> {
  const [found] = await sql`
    select (select count(*)::int from cases join folders f on f.id = folder_id) as cases,
           (select count(*)::int from steps join cases c on c.id = case_id) as steps,
           (select count(*)::int from results join run_cases rc on rc.id = run_case_id join cases c on c.id = rc.case_id) as results,
           (select sum(passed + failed + blocked + skipped)::int from daily_results) as summed,
           (select sum(failed)::int from daily_results) - (select sum(failed)::int from case_failures) as unfailed,
           (select case_count from projects) as counted`
  const results = runs * casesInRun
  const wanted = { cases, steps: cases * steps, results, summed: results, unfailed: 0, counted: cases }
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`The bench's data are not whole: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
}
