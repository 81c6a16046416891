import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { afterAll, expect, inject, test } from 'vitest'
import { newId } from '../src/platform/database/ids.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { ensurePartitions } from '../src/platform/database/partitions.ts'

const all = fileURLToPath(new URL('../migrations', import.meta.url))
const name = 'test_upgrade'
const url = new URL(`/${name}`, inject('postgresUrl')).href
const server = postgres(inject('postgresUrl'), { max: 1 })
await server`create database ${server(name)}`
const sql = postgres(url, { max: 1, onnotice: () => undefined })
afterAll(async () => {
  await sql.end()
  await server`drop database ${server(name)}`
  await server.end()
})

/** Brings the empty database to where the first versions stood. */
async function migrateFirst(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'testplanit-migrations-'))
  cpSync(all, folder, { recursive: true })
  const journal = join(folder, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'))
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }))
  await runMigrations(drizzle(sql), { migrationsFolder: folder })
  await ensurePartitions(sql)
  rmSync(folder, { recursive: true })
}

test('what an earlier version recorded is shown and counted after the upgrade', async () => {
  await migrateFirst(2)
  const [project, folder, template, one, run, runCase] = Array.from({ length: 6 }, () => newId())
  const results = ['FAILED', 'FAILED', 'PASSED'].map((status, i) => ({ id: newId(), status, duration_ms: i * 1000 }))
  await sql`insert into projects ${sql({ id: project, name: 'Shop', settings: '{}', case_count: 1 })}`
  await sql`insert into folders ${sql({ id: folder, project_id: project, name: 'Root', case_count: 1 })}`
  await sql`insert into templates ${sql({ id: template, project_id: project, name: 'Test case', built_in: true })}`
  const ofCase = { project_id: project, folder_id: folder, template_id: template, automation_status: 'MANUAL' }
  await sql`insert into cases ${sql({ id: one, title: 'Pay', ...ofCase })}`
  await sql`insert into runs ${sql({ id: run, project_id: project, name: 'Nightly', passed: 1 })}`
  await sql`insert into run_cases ${sql({ id: runCase, run_id: run, case_id: one, position: 0, status: 'PASSED' })}`
  for (const result of results)
    await sql`insert into results ${sql({ ...result, project_id: project, run_id: run, run_case_id: runCase, case_id: one })}`

  await migrate(url)

  const shown = await sql`select result_id as id, started_at as at from run_cases`
  const [first] = await sql`select min(created_at) as at from results`
  expect([...shown]).toEqual([{ id: results.at(-1)?.id, at: first?.at }])
  expect([...(await sql`select is_default from templates`)]).toEqual([{ is_default: true }])
  expect([...(await sql`select case_id as id, failed from case_failures`)]).toEqual([{ id: one, failed: 2 }])
  expect([...(await sql`select case_id as id, times, duration_ms::int as ms, squares from case_durations`)]).toEqual([
    { id: one, times: 2, ms: 3000, squares: 5_000_000 },
  ])
})
