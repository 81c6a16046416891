import { join } from 'node:path'
import postgres from 'postgres'
import { buildDatabase, ids } from './data.ts'
import type { Ground } from './ground.ts'
import { get, ratesOf } from './load.ts'
import { type Figure, figure } from './report.ts'
import { startProduct, startReference } from './servers.ts'

const WORK = 'milestone forecast, tree of 100, 200,000 run cases'
const EXECUTED = { runs: 500, casesInRun: 200 }
const MILESTONES = 100
const BENEATH_EACH = 3

/** The whole of a release: its tree's runs, half of them executed, half of them pending. */
export async function* forecasts(ground: Ground): AsyncGenerator<Figure> {
  if (!ground.wants(WORK)) return
  const { postgresUrl, folder, scale, stopLater } = ground
  const databaseUrl = await buildDatabase(postgresUrl, 'forecasts', scale, { other: EXECUTED, also: layTree })
  const product = stopLater(await startProduct(join(folder, 'forecasts'), databaseUrl))
  const reference = stopLater(await startReference(databaseUrl))
  const sql = postgres(databaseUrl, { max: 1 })
  const [top] = await sql<{ id: string }[]>`select id from milestones where parent_id is null`
  await sql.end()
  const sides = {
    ours: { url: product.url, expects: 200, requests: [get(`/api/milestones/${top!.id}/forecast`)] },
    bare: {
      url: reference.url,
      expects: 200,
      requests: [get(`/milestones/${top!.id}/forecast?projectId=${ids.project}`)],
    },
  }
  const rates = await ratesOf(sides, ground)
  yield figure(WORK, 'req/s', rates.ours, rates.bare, { atLeast: 0.7 })
}

/** A tree of milestones over all runs, and as many runs again in which nothing is executed yet. */
async function layTree(sql: postgres.Sql): Promise<void> {
  const { runs, casesInRun } = EXECUTED
  const now = Date.now()
  await sql`
    insert into milestones (id, project_id, parent_id, name, due_date)
    select id_at(${now}::bigint, 'milestone', i), ${ids.project}::uuid,
           case when i > 0 then id_at(${now}::bigint, 'milestone', (i - 1) / ${BENEATH_EACH}::int) end, 'Milestone ' || i, current_date + i
      from generate_series(0, ${MILESTONES - 1}::int) i`
  await sql`
    insert into runs (id, created_by, updated_by, project_id, name, not_started)
    select id_at(${now}::bigint, 'pending run', i), ${ids.user}::uuid, ${ids.user}::uuid, ${ids.project}::uuid, 'Pending ' || i, ${casesInRun}::int
      from generate_series(1, ${runs}::int) i`
  await sql`
    insert into run_cases (id, run_id, case_id, position)
    select id_at(${now}::bigint, 'pending case ' || i || '/', n), id_at(${now}::bigint, 'pending run', i), c.id, n
      from generate_series(1, ${runs}::int) i
     cross join generate_series(1, ${casesInRun}::int) n
      join cases c on c.number = 1 + (i * ${casesInRun}::int + n) % (select count(*)::int from cases)`
  await sql`
    update runs r set milestone_id = id_at(${now}::bigint, 'milestone', n.i % ${MILESTONES}::int)
      from (select id, row_number() over (order by id) as i from runs) n where n.id = r.id`
}
