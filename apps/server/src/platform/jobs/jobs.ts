import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { JobResult, PgBoss } from 'pg-boss'
import type { Writer } from '../database/database.ts'
import type { Log } from '../log/log.ts'
import type { Platform } from '../platform.ts'
import type { Job } from './job.ts'

const STOP_WITHIN_MS = 10_000
const RETRY_DELAY_SECONDS = 5
const MAX_PAUSE_MS = 30_000

/** The queues, in the same database: pg-boss in one place. */
export class Jobs {
  readonly #url: string
  readonly #works: boolean
  readonly #log: Log
  #boss: Promise<PgBoss> | undefined
  readonly #end = new AbortController()
  readonly #worked = new Set<string>()
  #beginning: Promise<boolean> | undefined
  /** What `health/ready` tells. */
  state: 'not started' | 'started' = 'not started'

  constructor(url: string, log: Log, works: boolean) {
    this.#url = url
    this.#works = works
    this.#log = log
  }

  /** pg-boss is read when it is first asked for: nobody waits for it while the server starts. */
  #open(): Promise<PgBoss> {
    this.#boss ??= import('pg-boss').then(({ PgBoss }) => {
      const boss = new PgBoss({
        connectionString: this.#url,
        max: 3,
        supervise: this.#works,
        schedule: this.#works,
        application_name: 'testplanit jobs',
      })
      boss.on('error', (error) => this.#log.error({ err: error }, 'jobs'))
      return boss
    })
    return this.#boss
  }

  /** Starts, however often it takes, with growing pauses; false where the end came first. */
  begin(jobs: Job[], platform: Platform, works: boolean): Promise<boolean> {
    this.#beginning = this.#keepTrying(() => this.start(jobs, platform, works))
    return this.#beginning
  }

  async #keepTrying(start: () => Promise<void>): Promise<boolean> {
    const { signal } = this.#end
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await start()
        return true
      } catch (error) {
        const ms = Math.min(1000 * 2 ** attempt, MAX_PAUSE_MS)
        this.#log.error({ err: error }, `the jobs did not start; trying again in ${ms / 1000} s`)
        await pause(ms, undefined, { signal }).catch(() => undefined)
      }
    }
    return false
  }

  /** Makes the queues; where this process works, takes their jobs. */
  async start(jobs: Job[], platform: Platform, works: boolean): Promise<void> {
    const boss = await this.#open()
    await boss.start()
    for (const { name, retries } of jobs)
      await boss.createQueue(name, { retryLimit: retries, retryDelay: RETRY_DELAY_SECONDS, retryBackoff: true })
    for (const job of works ? jobs : []) {
      if (this.#worked.has(job.name)) continue
      if (job.every) await boss.schedule(job.name, job.every)
      const options = { batchSize: job.atOnce ?? 1, burstWhenBatchFull: true, perJobResults: true } as const
      await boss.work<object, void, typeof options>(job.name, options, async (taken) => {
        const results: JobResult[] = []
        for (const one of taken) results.push(await this.#run(job, one, platform))
        return results
      })
      this.#worked.add(job.name)
    }
    this.state = 'started'
  }

  /** Hands over jobs within the caller's transaction: they appear with its commit, and go with its rollback. */
  async send(tx: Writer, name: string, data: object[]): Promise<void> {
    const [boss, { fromDrizzle }] = await Promise.all([this.#open(), import('pg-boss')])
    await boss.insert(
      name,
      data.map((one) => ({ data: one })),
      { db: fromDrizzle(tx as never, sql as never) },
    )
  }

  /** Lets what runs come to its end, for a while; what does not is given back. */
  async stop(): Promise<void> {
    this.#end.abort()
    await this.#beginning
    const boss = await this.#boss
    await boss?.stop({ graceful: true, timeout: STOP_WITHIN_MS })
  }

  /** What fails is tried again by itself, whatever was taken with it. */
  async #run(
    job: Job,
    { id, data, signal }: { id: string; data: object; signal: AbortSignal },
    platform: Platform,
  ): Promise<JobResult> {
    this.#log.debug({ job: job.name, id }, 'job begins')
    try {
      await job.run(data, platform, signal)
      return { id, status: 'completed' }
    } catch (error) {
      this.#log.error({ err: error, job: job.name, id }, 'job failed')
      return { id, status: 'failed', output: { message: String(error) } }
    }
  }
}
