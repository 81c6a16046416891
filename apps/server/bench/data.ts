import postgres from 'postgres'
import { migrate } from '../src/platform/database/migrate.ts'
import { ensurePartitions } from '../src/platform/database/partitions.ts'
import { hashOf } from '../src/platform/secrets/digest.ts'
import { fill } from './fill.ts'

/** The bench's caller: somebody with a role in the project, as most are; no administrator, for whom access is short. */
export const TOKEN = 'tpi_bench'
export const ids = {
  user: '01900000-0000-7000-8000-000000000001',
  project: '01900000-0000-7000-8000-000000000002',
  root: '01900000-0000-7000-8000-000000000003',
  template: '01900000-0000-7000-8000-000000000004',
}
const MONTHS = 6

/** How much data there is: at scale 1, 10,000 cases of 5 steps in 100 folders, 50 runs of 200 cases, 10,000 results. */
export const sizeOf = (scale: number) => ({
  cases: 10_000 * scale,
  steps: 5,
  folders: 100 * scale,
  runs: 50 * scale,
  casesInRun: 200,
})

type Size = ReturnType<typeof sizeOf>

/**
 * Makes a database with its data, in the PostgreSQL of `url`; gives the database's own address. `other` is what there is
 * more of, or less; `also` fills in further data.
 */
export async function buildDatabase(
  url: string,
  name: string,
  scale: number,
  { other, also }: { other?: Partial<Size>; also?: (sql: postgres.Sql) => Promise<unknown> } = {},
): Promise<string> {
  const administrator = postgres(url, { max: 1 })
  await administrator`create database ${administrator(name)}`
  await administrator.end()
  const own = new URL(url)
  own.pathname = name
  await migrate(own.href)
  const sql = postgres(own.href, { max: 1, onnotice: () => undefined })
  try {
    const from = new Date()
    from.setUTCMonth(from.getUTCMonth() - MONTHS, 1)
    await ensurePartitions(sql, from)
    await addCaller(sql)
    await fill(sql, { ...sizeOf(scale), ...other }, from)
    await also?.(sql)
    await sql.unsafe('vacuum analyze')
    await sql.unsafe('checkpoint')
  } finally {
    await sql.end()
  }
  return own.href
}

/** A second database that is the same, made while nobody is in the first; gives its address. */
export async function copyDatabase(url: string, name: string, copy: string): Promise<string> {
  const administrator = postgres(url, { max: 1 })
  await administrator`create database ${administrator(copy)} template ${administrator(name)}`
  await administrator.end()
  const own = new URL(url)
  own.pathname = copy
  return own.href
}

async function addCaller(sql: postgres.Sql): Promise<void> {
  const { user, project, root, template } = ids
  await sql`insert into users (id, name, email, password_hash, system_access)
    values (${user}, 'Bench', 'bench@example.com', 'none', 'PROJECTADMIN')`
  await sql`insert into api_tokens (id, user_id, name, token_hash)
    values (gen_random_uuid(), ${user}, 'bench', ${hashOf(TOKEN)})`
  await sql`insert into projects (id, name, settings) values (${project}, 'Bench', ${sql.json({
    allowPublicAccess: false,
    requireApproval: false,
  })})`
  await sql`insert into folders (id, project_id, name) values (${root}, ${project}, 'All cases')`
  await sql`insert into templates (id, project_id, name, built_in, is_default)
    values (${template}, ${project}, 'Test case', true, true)`
  await sql`insert into members (id, project_id, user_id, role_id)
    select gen_random_uuid(), ${project}, ${user}, id from roles where name = 'Test lead'`
}
