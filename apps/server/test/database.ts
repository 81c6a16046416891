import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { TEMPLATE } from './postgres.ts'

export interface TestDatabase {
  url: string
  /** Ends what is still connected to it, and removes it. */
  drop(): Promise<void>
}

/** A migrated, empty database of the caller's own: one for each test file. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID()}`
  const url = new URL(inject('postgresUrl'))
  await administer((sql) => sql`create database ${sql(name)} template ${sql(TEMPLATE)}`)
  url.pathname = name
  return {
    url: url.href,
    drop: async () => {
      await administer((sql) => sql`drop database ${sql(name)} with (force)`)
    },
  }
}

async function administer(run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('postgresUrl'), { max: 1 })
  try {
    await run(sql)
  } finally {
    await sql.end()
  }
}
