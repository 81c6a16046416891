import { access, mkdir, readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { secretFile } from '../secrets/secrets.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { initCluster, type Log, NAME, startCluster } from './postgres-process.ts'
import { birthOf, commandOf } from './processes.ts'

export interface Embedded {
  /** For postgres.js and pg; the port is another at every start. */
  url: string
  /** Stops PostgreSQL in order and gives the data directory free. */
  stop(): Promise<void>
}

/** What is acknowledged is on disk: fsync and synchronous_commit stay on. */
const settings = {
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  // There are no replicas: this writes less.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement that fails is the application's to report; logged here it could show a secret.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

interface Options {
  dataDir: string
  log: Log
  /** Its process runs, and gets ready beside whatever the caller does meanwhile. */
  onSpawned?: () => void
}

/**
 * Starts the PostgreSQL that lives in `dataDir`, making it first when there is none.
 * What a killed server left behind (its lock, a PostgreSQL that runs on) is cleared away.
 * Throws, with what to do, when another server lives on the same directory.
 */
export async function startEmbedded({ dataDir, log, onSpawned }: Options): Promise<Embedded> {
  // PostgreSQL's user must be able to pass, nobody to look around.
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const home = await realpath(dataDir)
  const unlock = await lockDataDir(home)
  try {
    const cluster = join(home, 'postgres')
    const passwordFile = join(home, 'postgres-password')
    const made = await exists(cluster)
    if (made && !(await exists(passwordFile))) {
      throw new Error(`${passwordFile} is missing, and the database opens to no other: bring it back from your backup.`)
    }
    const password = await secretFile(passwordFile)
    if (made) {
      await endOrphan(cluster, log)
    } else {
      log.info('Setting up the database (first start)')
      await initCluster(cluster, password)
    }
    const { port, stop } = await startCluster(cluster, settings, log, onSpawned)
    return {
      url: `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`,
      stop: async () => {
        await stop()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/**
 * The lock is ours, so a PostgreSQL that still runs here has lost its server. It is stopped rather than taken over:
 * what its server had under way is certainly at an end then, and it runs with today's settings.
 */
async function endOrphan(cluster: string, log: Log): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!(await exists(pidFile))) return
  const pid = Number.parseInt(await readFile(pidFile, 'utf8'), 10)
  const birth = birthOf(pid)
  if (!birth || !commandOf(pid)?.includes(`postgres -D ${cluster} `)) {
    // Its process is dead, or the number has gone to another since, which PostgreSQL would take for its own.
    // Nothing is lost with the file: orphaned backends still hold the shared memory, and it refuses to start.
    await rm(pidFile)
    return
  }
  log.warn(`Stopping the PostgreSQL (process ${pid}) that a killed server left behind`)
  process.kill(pid, 'SIGINT')
  const patience = AbortSignal.timeout(60_000)
  while (birthOf(pid) === birth) {
    if (patience.aborted) throw new Error(`PostgreSQL (process ${pid}) does not stop: end it, then start again.`)
    await sleep(10)
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
