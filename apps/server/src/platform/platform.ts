import type { Config } from '../config.ts'
import type { Database } from './database/database.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { RateLimits } from './limits/rate-limits.ts'
import type { Log } from './log/log.ts'
import type { Mail } from './mail/mail.ts'
import type { Vault } from './secrets/vault.ts'
import type { Storage } from './storage/storage.ts'

/** The ports that domains use: made once when the process starts. */
export interface Platform {
  config: Config
  database: Database
  log: Log
  limits: RateLimits
  jobs: Jobs
  storage: Storage
  /** Null where no mail server is set. */
  mail: Mail | null
  /** The time, injected so that tests can set it. */
  now(): Date
  /** Signs; 32 bytes or more. */
  secret: string
  /** Encrypts what is kept to be used elsewhere: credentials. */
  vault: Vault
  /** Every answer is compared with its schema, as tests do: what the schema does not know is an error, not a leak. */
  checksAnswers: boolean
  /** Printed once when the server starts without users; the first administrator shows it. */
  setupToken: string
}
