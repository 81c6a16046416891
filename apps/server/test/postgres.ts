import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/platform/database/migrate.ts'
import { initCluster, NAME, startCluster } from '../src/platform/database/postgres-process.ts'

/** The migrated database that every test database is a copy of. Nobody may be connected to it. */
export const TEMPLATE = 'testplanit_template'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The throwaway PostgreSQL of this test run. */
    postgresUrl: string
  }
}

/** Nothing here has to outlive a power cut. */
const settings = {
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '256MB',
  max_connections: '300',
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
}
const log = { debug() {}, info() {}, warn() {} }

/** Starts one PostgreSQL for the run, with a migrated template database that test files copy. */
export default async function setup({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'testplanit-test-'))
  const cluster = join(folder, 'postgres')
  await initCluster(cluster, NAME, ['--no-sync'])
  const { port, stop } = await startCluster(cluster, settings, log)
  const teardown = async () => {
    await stop()
    await rm(folder, { recursive: true })
  }
  try {
    const url = `postgres://${NAME}:${NAME}@127.0.0.1:${port}/`
    const sql = postgres(url + NAME, { max: 1 })
    await sql`create database ${sql(TEMPLATE)}`
    await sql.end()
    await migrate(url + TEMPLATE)
    provide('postgresUrl', url + NAME)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}
