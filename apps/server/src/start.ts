import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { makeFirstAdministrator } from './domains/auth/first-administrator.ts'
import { openDatabase } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { RateLimits } from './platform/limits/rate-limits.ts'
import type { Log } from './platform/log/log.ts'
import type { Platform } from './platform/platform.ts'
import { deriveKey } from './platform/secrets/secrets.ts'

export interface Running {
  app: FastifyInstance
  platform: Platform
  stop(): Promise<void>
}

/** Starts everything on a database that is there: migrations, jobs, the HTTP server (not yet listening). */
export async function start(
  config: Config,
  url: string,
  secret: string,
  log: Log,
  options: Partial<Pick<Platform, 'now' | 'checksAnswers'>> = {},
): Promise<Running> {
  await migrate(url)
  const database = openDatabase(url, { max: config.DATABASE_POOL })
  const { now = () => new Date(), checksAnswers = false } = options
  const limits = new RateLimits(database.sql, log, now)
  const setupToken = deriveKey(secret, 'setup').toString('hex').slice(0, 24)
  const platform: Platform = { config, database, log, limits, now, secret, setupToken, checksAnswers }
  await makeFirstAdministrator(platform)
  const app = await buildApp(platform)
  limits.start()
  return {
    app,
    platform,
    async stop() {
      await app.close()
      await limits.stop()
      await database.close()
    },
  }
}
