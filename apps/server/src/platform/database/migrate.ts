import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { inServer } from '../home.ts'
import { MIGRATING } from './locks.ts'
import { ensurePartitions } from './partitions.ts'

const folder = inServer('migrations')

/** Whether text search finds letters beyond ASCII here: pg_trgm takes the database's own word for what a letter is. */
export async function knowsLetters(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`select datctype from pg_database where datname = current_database()`
  return !['C', 'POSIX'].includes(row?.datctype)
}

/** Brings the schema up to date, one process at a time, and makes the partitions of the months ahead. */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await sql`select pg_advisory_lock(${MIGRATING})`
    await sql`set lock_timeout = '30s'`
    await runMigrations(drizzle(sql), { migrationsFolder: folder })
    await ensurePartitions(sql)
  } finally {
    await sql.end()
  }
}
