import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { makeFirstAdministrator } from './domains/auth/make-first-administrator.ts'
import { uploadsFolder } from './http/uploads.ts'
import { jobs, subscribers } from './jobs.ts'
import { Dispatcher } from './pipeline/dispatch-events.ts'
import { openDatabase } from './platform/database/database.ts'
import { knowsLetters, migrate } from './platform/database/migrate.ts'
import { Jobs } from './platform/jobs/jobs.ts'
import { clearLeftovers } from './platform/leftovers.ts'
import { RateLimits } from './platform/limits/rate-limits.ts'
import type { Log } from './platform/log/log.ts'
import { openMail } from './platform/mail/mail.ts'
import type { Platform } from './platform/platform.ts'
import { deriveKey } from './platform/secrets/secrets.ts'
import { openVault } from './platform/secrets/vault.ts'
import { diskStorage } from './platform/storage/disk.ts'

export interface Running {
  app: FastifyInstance
  platform: Platform
  /** Begins what runs in the background: jobs, events, the joining of rate limits. */
  work(): void
  /** Stops accepting, finishes what runs, gives unfinished jobs back, closes. */
  stop(): Promise<void>
}

/** Brings the database to where this program can work with it. */
async function prepare(url: string, platform: Platform): Promise<void> {
  await migrate(url)
  if (!(await knowsLetters(platform.database.sql)))
    platform.log.warn(
      'the locale of the database is plain C: search finds no letters beyond ASCII (docs/operations.md)',
    )
  await makeFirstAdministrator(platform)
}

/** Starts everything on a database that is there: migrations, the HTTP server (not yet listening), the jobs (not yet at work). */
export async function start(
  config: Config,
  url: string,
  secret: string,
  log: Log,
  options: Partial<Pick<Platform, 'now' | 'checksAnswers'>> = {},
): Promise<Running> {
  const { now = () => new Date(), checksAnswers = false } = options
  const database = openDatabase(url, { max: config.DATABASE_POOL })
  const works = config.ROLE !== 'web'
  const disk = diskStorage(resolve(config.DATA_DIR, 'files'), secret, now)
  const platform: Platform = {
    config,
    database,
    log,
    limits: new RateLimits(database.sql, log, now),
    jobs: new Jobs(url, log, works),
    storage: disk.storage,
    mail: openMail(config),
    now,
    secret,
    vault: openVault(secret),
    setupToken: deriveKey(secret, 'setup').toString('hex').slice(0, 24),
    checksAnswers,
  }
  const [app] = await Promise.all([
    buildApp(platform, disk),
    prepare(url, platform),
    ...[uploadsFolder(config), disk.parts].map((folder) => clearLeftovers(folder, config)),
  ])
  const dispatcher = new Dispatcher(platform, subscribers)
  return {
    app,
    platform,
    work() {
      platform.limits.start()
      void platform.jobs.begin(jobs, platform, works).then((isStarted) => {
        if (isStarted && works) dispatcher.start()
      })
    },
    async stop() {
      // In this order; whatever of it fails, the rest still comes to its end.
      for (const end of [
        () => app.close(),
        () => platform.limits.stop(),
        () => dispatcher.stop(),
        () => platform.jobs.stop(),
        () => database.close(),
      ]) {
        try {
          await end()
        } catch (error) {
          log.error({ err: error }, 'stopping')
        }
      }
    },
  }
}
